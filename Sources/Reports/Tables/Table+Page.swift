extension Table {
  /// The table as HTML, with its headings marked for screen readers and each cell labelled with its
  /// column, so that narrow pages can show a row as a card.
  ///
  /// `links` turns the cell of a row and column into a link.
  func page(links: (_ row: Int, _ column: Int) -> String? = { _, _ in nil }) -> String {
    var html = ""
    if !rows.isEmpty {
      html +=
        "<div class=\"scroll\"><table role=\"table\"><caption>\(caption.xml)</caption><thead role=\"rowgroup\">"
      html += "<tr role=\"row\">"
      for column in columns {
        html +=
          "<th scope=\"col\" role=\"columnheader\"\(column.isNumeric ? " class=\"n\"" : "")>"
          + "\(column.title.xml)</th>"
      }
      html += "</tr></thead><tbody role=\"rowgroup\">\n"
      for (rowIndex, row) in rows.enumerated() {
        html += "<tr role=\"row\">"
        for (index, cell) in row.enumerated() {
          let column = columns[index]
          let kind = [
            column.isNumeric ? "n" : "", cell == "critical" || cell == "warning" ? cell : "",
          ]
          .filter { !$0.isEmpty }.joined(separator: " ")
          let style = kind.isEmpty ? "" : " class=\"\(kind)\""
          let content =
            links(rowIndex, index).map {
              "<a href=\"\($0.xml)\" rel=\"noopener nofollow\">\(cell.xml)</a>"
            } ?? cell.xml.replacing("–", with: "\u{2060}–\u{2060}")
          html +=
            index == rowHeading
            ? "<th scope=\"row\" role=\"rowheader\"\(style)>\(content)</th>"
            : "<td role=\"cell\" data-c=\"\(column.title.xml)\"\(style)>\(content)</td>"
        }
        html += "</tr>\n"
      }
      html += "</tbody></table></div>\n"
    }
    if !notes.isEmpty {
      html += "<ul class=\"notes\">" + notes.map { "<li>\($0.xml)</li>" }.joined() + "</ul>\n"
    }
    return html
  }
}
