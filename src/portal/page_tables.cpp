#include "portal/page.hpp"

#include <algorithm>

#include "portal/html.hpp"

namespace edca::portal {
namespace {

std::string bar(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t percent = whole == 0 ? 0 : (part * 100 + whole / 2) / whole;
  return "<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" "
         "aria-hidden=\"true\">"
         "<rect width=\"" +
         std::to_string(percent) + "\" height=\"1\"/></svg>";
}

}  // namespace

void Page::figure(std::string_view key, std::uint64_t count) {
  out_ += "<div>" + element("dt", say(key)) + element("dd", messages::count(count)) + "</div>";
}

void Page::figures(const Figures& figures) {
  heading("figures", "at-a-glance");
  out_ += "<dl class=\"figures\">";
  if (figures.processes > 0) figure("processes", figures.processes);
  if (figures.releases > 0) figure("releases", figures.releases);
  if (figures.records > 0) figure("records", figures.records);
  if (figures.projects > 0) figure("projects", figures.projects);
  if (year_.empty()) {
    std::vector<std::string> years;
    for (const auto& [year, each] : site_.years) {
      if (!year.empty() && year != undated) years.push_back(year);
    }
    if (!years.empty()) {
      const std::string span =
          years.size() == 1 ? years.front() : years.front() + "–" + years.back();
      out_ += "<div>" + element("dt", say("years-covered")) + element("dd", span) + "</div>";
    }
  }
  if (!figures.contracted.empty()) {
    out_ += "<div>" + element("dt", say("contracted")) + "<dd class=\"money\">" +
            amount_cell(figures.contracted) + "</dd></div>";
  }
  out_ += "</dl>\n";
}

std::string Page::amount_cell(const std::map<std::string, Sum>& sums) const {
  std::string cell;
  for (const auto& [currency, sum] : sums) {
    cell += "<span class=\"amount\">" + escaped(sum.text()) + " " +
            element("span", currency, "class=\"currency\"") + "</span>";
  }
  return cell.empty() ? "–" : cell;
}

void Page::amounts(const Figures& figures) {
  heading("amounts", "amounts");
  std::map<std::string, std::pair<const Sum*, const Sum*>> rows;
  for (const auto& [currency, sum] : figures.awarded) rows[currency].first = &sum;
  for (const auto& [currency, sum] : figures.contracted) rows[currency].second = &sum;
  if (rows.empty()) {
    out_ += element("p", say("amounts-none")) + "\n";
  } else {
    out_ += "<table><caption>" + escaped(say("amounts-note")) + "</caption>\n<thead><tr>" +
            element("th", say("amount-currency"), "scope=\"col\"") +
            element("th", say("awarded"), "scope=\"col\" class=\"number\"") +
            element("th", say("contracted"), "scope=\"col\" class=\"number\"") +
            "</tr></thead>\n<tbody>\n";
    for (const auto& [currency, sums] : rows) {
      const auto cell = [](const Sum* sum) {
        return element("td", sum == nullptr ? "–" : sum->text(), "class=\"number\"");
      };
      out_ += "<tr>" + element("th", currency, "scope=\"row\"") + cell(sums.first) +
              cell(sums.second) + "</tr>\n";
    }
    out_ += "</tbody></table>\n";
  }
  if (figures.not_summed > 0) {
    out_ += element("p", say("amounts-skipped", {{"count", messages::count(figures.not_summed)}}),
                    "class=\"note\"") +
            "\n";
  }
}

/// The years in which there are files, the newest first; projects, which have none, at the end.
std::vector<std::string> Page::years_backwards() const {
  std::vector<std::string> years;
  for (const auto& [year, files] : site_.of_year) years.push_back(year);
  std::reverse(years.begin(), years.end());
  return years;
}

void Page::years() {
  heading("years", "years");
  std::uint64_t most = 0;
  for (const auto& [year, each] : site_.years) most = std::max(most, each.releases);
  out_ += "<table class=\"years\"><caption>" + escaped(say("year-figures")) +
          "</caption>\n<thead><tr>" + element("th", say("year"), "scope=\"col\"") +
          element("th", say("processes-short"), "scope=\"col\" class=\"number\"") +
          element("th", say("releases"), "scope=\"col\" class=\"number\"") +
          element("th", say("contracted"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  for (const std::string& year : years_backwards()) {
    const auto found = site_.years.find(year);
    if (year.empty() || found == site_.years.end()) continue;
    const Figures& figures = found->second;
    out_ += "<tr><th scope=\"row\">" + link(page(year, language_), year_name(year)) + "</th>" +
            element("td", messages::count(figures.processes), "class=\"number\"") +
            "<td class=\"number\">" + messages::count(figures.releases) +
            bar(figures.releases, most) + "</td><td class=\"number\">" +
            amount_cell(figures.contracted) + "</td></tr>\n";
  }
  out_ += "</tbody></table>\n";
}

void Page::methods(const Figures& figures) {
  if (figures.methods.empty()) return;
  heading("methods", "methods");
  std::uint64_t all = 0;
  for (const auto& [method, count] : figures.methods) all += count;
  out_ += "<table>\n<caption>" + escaped(say("methods-note")) + "</caption><thead><tr>" +
          element("th", say("method"), "scope=\"col\"") +
          element("th", say("processes-short"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  for (const char* method : {"open", "selective", "limited", "direct", ""}) {
    const auto found = figures.methods.find(method);
    if (found == figures.methods.end()) continue;
    out_ += "<tr><th scope=\"row\">" + escaped(say("method-" + std::string(method))) +
            bar(found->second, all) + "</th>" +
            element("td", messages::count(found->second), "class=\"number\"") + "</tr>\n";
  }
  out_ += "</tbody></table>\n";
}

/// What was found, with a link to the report where there is one.
std::string Page::badge(const std::string& text, std::string_view style) const {
  const std::string attributes = "class=\"" + std::string(style) + "\"";
  if (site_.overview) return link(here(validation_page_path), text, attributes);
  return element("span", text, attributes);
}

std::string Page::badge(const Verdict* verdict) const {
  if (verdict == nullptr) return element("span", say("not-validated"), "class=\"badge\"");
  if (verdict->errors > 0) {
    return badge(counted("errors", verdict->errors, language_), "badge failed");
  }
  std::string text = badge(say("passed"), "badge passed");
  if (verdict->warnings > 0) {
    text += element("span", counted("warnings", verdict->warnings, language_), "class=\"small\"");
  }
  return text;
}

/// A package, and behind it its archives.
void Page::download(std::span<const File* const> files) {
  const File& package = *files.front();
  const std::string contents = contents_of(package, language_);
  out_ += "<li><div>" + element("h3", contents) +
          element("p", counted("items", package.items, language_)) + "</div>\n<ul class=\"files\">";
  for (const File* file : files) {
    out_ += "<li><a href=\"" + escaped(here(file->path)) + "\" download>" +
            element("span", contents + ", ", "class=\"unseen\"") + escaped(format_name(*file)) +
            " " + element("span", size_of(file->bytes), "class=\"size\"") + "</a></li>";
  }
  out_ += "</ul>\n<div>" + badge(verdict_of(site_, package)) + "</div></li>\n";
}

void Page::downloads_of(const std::string& year) {
  const auto found = site_.of_year.find(year);
  if (found == site_.of_year.end()) return;
  const std::vector<const File*>& files = found->second;
  for (auto first = files.begin(); first != files.end();) {
    const auto end = std::find_if(
        first, files.end(), [&](const File* file) { return file->package != (*first)->package; });
    if (!(*first)->kind.empty()) download({first, end});
    first = end;
  }
}

void Page::downloads() {
  heading("downloads", "downloads");
  out_ += element("p", say("downloads-note"), "class=\"note\"") + "\n";
  if (!site_.options.tables.empty()) {
    out_ += element("p", say("tables-note"), "class=\"note\"") + "\n";
  }
  out_ += "<ul class=\"downloads\">\n";
  const std::vector<std::string> years =
      year_.empty() ? years_backwards() : std::vector<std::string>{year_};
  for (const std::string& year : years) downloads_of(year);
  out_ += "</ul>\n";
}

void Page::checksums() {
  out_ += "<details><summary>" + escaped(say("checksums")) + "</summary><dl class=\"sums\">\n";
  for (const File* file : site_.of_year.at(year_)) {
    if (file->kind.empty()) continue;
    out_ += element("dt", file->path.substr(file->path.rfind('/') + 1), "class=\"path\"") +
            element("dd", file->sha256, "class=\"sum\"") + "\n";
  }
  out_ += "</dl></details>\n";
}

}  // namespace edca::portal
