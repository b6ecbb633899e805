/// The page's style: one column, dark on light, for screens from a phone up and for print.
enum PageStyle {
  static let text = """
    :root{color-scheme:light}
    *{box-sizing:border-box}
    body{margin:0;background:#fff;color:#1c1c1c;font:16px/1.5 system-ui,-apple-system,'Segoe UI',\
    Roboto,'DejaVu Sans',sans-serif;overflow-wrap:anywhere}
    main{max-width:1120px;margin:0 auto;padding:16px}
    h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
    h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid #ccc;padding-bottom:.2rem}
    h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
    h4{font-size:1rem;margin:1rem 0 .2rem}
    a{color:#0b4f8a}
    .lead{font-size:1.05rem}
    .notice{border:2px solid #a4161a;color:#a4161a;font-weight:700;padding:.5rem .8rem}
    .hint,figcaption{color:#595959;font-size:.9rem;margin:.2rem 0 .6rem}
    figure{margin:0 0 .8rem}
    svg{display:block;width:100%;height:auto}
    svg.narrow{display:none}
    .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,290px),1fr));gap:8px}
    svg[data-s]{touch-action:pan-y}
    table{border-collapse:collapse;width:100%;font-size:.78rem;line-height:1.35;\
    font-variant-numeric:tabular-nums}
    caption{text-align:left;color:#595959;padding:.2rem 0 .4rem}
    th,td{text-align:left;vertical-align:top;padding:.3rem .35rem;border-bottom:1px solid #ddd;\
    overflow-wrap:break-word}
    .scroll{overflow-x:auto}
    thead th{border-bottom:2px solid #767676}
    .n{text-align:right;white-space:nowrap}
    thead .n{white-space:normal}
    td.critical{color:#a4161a;font-weight:700}
    td.warning{color:#7a5200;font-weight:700}
    .notes{font-size:.85rem;color:#3c3c3c;padding-left:1.1rem}
    dt{font-weight:700;margin-top:.5rem}
    dd{margin:0}
    #tip{position:fixed;z-index:2;background:#fff;border:1px solid #595959;padding:.3rem .5rem;\
    font-size:.8rem;line-height:1.35;white-space:pre;pointer-events:none;\
    box-shadow:0 1px 4px rgba(0,0,0,.3)}
    #tip[hidden]{display:none}
    @media screen and (max-width:760px){
    main{padding:12px}
    h1{font-size:1.3rem}
    svg.wide{display:none}
    svg.narrow{display:block}
    table,caption,tbody,tr,td,tbody th{display:block;width:100%}
    thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    tbody tr{border:1px solid #ccc;border-radius:4px;margin:0 0 .6rem;padding:.3rem .5rem;\
    display:flex;flex-direction:column}
    tbody th{order:-1;border-bottom:1px solid #ccc;font-size:.95rem;padding:.2rem 0}
    tbody td,tbody td.n{border:0;padding:.1rem 0;text-align:right}
    tbody td::before{content:attr(data-c);float:left;color:#595959;padding-right:1rem;\
    font-weight:400}
    }
    @media print{
    @page{size:A4;margin:14mm}
    body{font-size:10pt}
    main{max-width:none;padding:0}
    table{font-size:7pt}
    th,td{padding:.15rem .25rem}
    .notes{font-size:8pt}
    details::details-content{content-visibility:visible}
    figure,tr,dt,h2,h3,.panels svg{break-inside:avoid}
    h2,h3{break-after:avoid}
    .hint,#tip{display:none}
    a[href]::after{content:' ' attr(href);font-size:.8em}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    }
    """
}
