#include "report/html_text.hpp"

#include "base/markup.hpp"

#include <algorithm>

namespace edca::report::html {

using messages::count;
using messages::Language;

std::string escaped(std::string_view text) {
  std::string out;
  base::append_escaped(messages::printable(text), out);
  return out;
}

std::string both(std::string_view spanish, std::string_view english) {
  std::string out = "<span lang=\"es\">";
  base::append_escaped(spanish, out);
  out += "</span><span lang=\"en\">";
  base::append_escaped(english, out);
  return out += "</span>";
}

std::string both(std::string_view key, const Arguments& arguments) {
  return both(messages::text(key, Language::spanish, arguments),
              messages::text(key, Language::english, arguments));
}

std::string bars(std::string_view title_key, const std::vector<Bar>& rows, std::uint64_t most) {
  std::string out = "<figure><figcaption>" + both(title_key) + "</figcaption><ul class=\"bars\">\n";
  for (const Bar& row : rows)
    if (most < row.value) most = row.value;
  for (const Bar& row : rows) {
    const std::uint64_t width = most == 0 ? 0 : row.value * 1000 / most;
    out.append("<li class=\"").append(row.style).append("\"><span>").append(row.label);
    out += "</span><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
    out.append("<rect width=\"").append(std::to_string(width));
    out.append("\" height=\"10\"/></svg><b>").append(row.shown).append("</b></li>\n");
  }
  return out += "</ul></figure>\n";
}

std::string tools(std::string_view id, std::string_view label_key, std::size_t rows,
                  std::string_view more) {
  std::string out = "<div class=\"tools\"><label for=\"filter-";
  out.append(id).append("\">").append(both(label_key));
  out.append("<input type=\"search\" id=\"filter-").append(id).append("\"></label>").append(more);
  out += "<output for=\"filter-";
  out.append(id).append("\"><b>").append(count(rows)).append("</b> ");
  return out.append(both("report.html.of", {{"count", count(rows)}})).append("</output></div>\n");
}

std::string table(std::string_view id, std::string_view title_key,
                  const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows,
                  std::string_view note) {
  std::string out = "<section data-rows=\"tbody tr\" aria-labelledby=\"";
  out.append(id).append("\"><h2 id=\"").append(id).append("\">").append(both(title_key));
  out.append("</h2>\n").append(note).append(tools(id, "report.html.filter", rows.size()));
  out += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"";
  out.append(id).append("\"><table><thead><tr>");
  for (const Column& column : columns) {
    out.append(column.number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
    out.append("<button type=\"button\">").append(both(column.key)).append("</button></th>");
  }
  out += "</tr></thead><tbody>\n";
  // On a phone a row stands as a list, with the headings in it.
  std::vector<std::string> labels;
  for (const Column& column : columns) {
    labels.push_back(" data-es=\"" + escaped(messages::text(column.key, Language::spanish)) +
                     "\" data-en=\"" + escaped(messages::text(column.key, Language::english)) +
                     "\"");
  }
  for (const auto& row : rows) {
    out += "<tr>";
    for (std::size_t at = 0; at < row.size(); ++at) {
      const Cell& cell = row[at];
      if (at == 0) {
        out.append("<th scope=\"row\">").append(cell.text).append("</th>");
      } else if (!columns[at].number) {
        out.append("<td").append(labels[at]).append(">").append(cell.text).append("</td>");
      } else {
        out.append("<td class=\"n\"").append(labels[at]);
        if (!cell.sort.empty()) out.append(" data-n=\"").append(cell.sort).append("\"");
        out.append(">").append(cell.text).append("</td>");
      }
    }
    out += "</tr>\n";
  }
  return out += "</tbody></table></div></section>\n";
}

}  // namespace edca::report::html
