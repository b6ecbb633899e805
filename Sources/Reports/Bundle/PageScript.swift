/// The page's script: values under the pointer. The page is whole without it.
enum PageScript {
  static let text = """
    (function(){
    var tip=document.getElementById('tip'),cache={};
    function two(n){return (n<10?'0':'')+n}
    function clock(t){var d=new Date(t*1000);return d.getUTCFullYear()+'-'+two(d.getUTCMonth()+1)+'-'+
    two(d.getUTCDate())+' '+two(d.getUTCHours())+':'+two(d.getUTCMinutes())}
    function data(id){if(!(id in cache)){var e=document.getElementById('d-'+id);
    cache[id]=e?JSON.parse(e.textContent):null}return cache[id]}
    function number(v){return v===null?'no value':v.toLocaleString('en')}
    document.querySelectorAll('svg[data-s]').forEach(function(svg){
    var d,x=svg.dataset.x.split(',').map(Number),y=svg.dataset.y.split(',').map(Number),line;
    function hide(){tip.hidden=true;if(line){line.remove();line=null}}
    function show(e){d=data(svg.dataset.s);if(!d)return;
    var box=svg.getBoundingClientRect(),k=svg.viewBox.baseVal.width/box.width,
    px=(e.clientX-box.left)*k;
    if(px<x[0]||px>x[1]){hide();return}
    var t=d.f+(px-x[0])/(x[1]-x[0])*(d.u-d.f),i=Math.round((t-d.s)/d.t);
    if(i<0||i>=d.v.length){hide();return}
    var at=d.s+i*d.t,v=d.v[i],b=d.b[i],
    cx=x[0]+(at-d.f)/(d.u-d.f)*(x[1]-x[0]);
    var rows=[d.n,clock(at)+' UTC'];
    if(d.z)rows.push(clock(at+d.o)+' '+d.z);
    rows.push('value '+number(v));
    if(b!==null)rows.push('expected '+number(b)+(v!==null&&b>0?' ('+Math.round(v/b*100)+' %)':''));
    tip.textContent=rows.join('\\n');tip.hidden=false;
    var w=tip.offsetWidth,left=e.clientX+14;
    if(left+w>document.documentElement.clientWidth-4)left=Math.max(4,e.clientX-w-14);
    tip.style.left=left+'px';tip.style.top=Math.max(4,e.clientY-tip.offsetHeight-10)+'px';
    if(!line){line=document.createElementNS('http://www.w3.org/2000/svg','path');
    line.setAttribute('stroke','#1c1c1c');line.setAttribute('pointer-events','none');
    svg.appendChild(line)}
    line.setAttribute('d','M'+cx+' '+y[0]+'V'+y[1]);}
    svg.addEventListener('pointermove',show);svg.addEventListener('pointerdown',show);
    svg.addEventListener('pointerleave',hide);});
    })();
    """
}
