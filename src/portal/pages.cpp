#include <algorithm>
#include <span>

#include "portal/html.hpp"
#include "portal/packages.hpp"
#include "portal/site.hpp"
#include "portal/words.hpp"

namespace edca::portal {
namespace {

using messages::Language;

/// One page that is being written.
class Page {
 public:
  Page(const Site& site, std::string year, Language language)
      : site_(site),
        year_(std::move(year)),
        language_(language),
        root_(language == site.options.languages.front() ? "" : "../") {}

  std::string index();
  std::string year();

 private:
  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return words(key, language_, arguments);
  }
  /// A file of the portal, as this page links to it.
  std::string here(const std::string& path) const { return root_ + path; }
  std::string page(const std::string& year, Language language) const {
    return here(page_path(site_, year, language));
  }
  std::string year_name(const std::string& year) const {
    return year == undated ? say("undated") : year;
  }

  void begin(const std::string& title);
  void end();
  void heading(std::string_view id, std::string_view key);
  void figure(std::string_view key, std::uint64_t count);
  void figures(const Figures& figures);
  void amounts(const Figures& figures);
  std::string amount_cell(const std::map<std::string, Sum>& sums) const;
  void years();
  void methods(const Figures& figures);
  void downloads();
  void downloads_of(const std::string& year);
  void download(std::span<const File* const> files);
  void checksums();
  void programs();
  void about();
  void fact(std::string_view key, const std::string& html);
  void facts();
  void year_links();
  std::string badge(const Verdict* verdict) const;
  std::string state_of_all() const;

  const Site& site_;
  std::string year_;  ///< empty: the index
  Language language_;
  std::string root_;
  std::string out_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all.append(all.empty() ? "" : ", ").append(text);
  return all;
}

std::string bar(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t percent = whole == 0 ? 0 : (part * 100 + whole / 2) / whole;
  return "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:" + std::to_string(percent) +
         "%\"></span></span>";
}

void Page::begin(const std::string& title) {
  const Metadata& metadata = site_.metadata;
  const std::string code(code_of(language_));
  out_ = "<!doctype html>\n<html lang=\"" + code + "-MX\">\n<head>\n<meta charset=\"utf-8\">\n";
  out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out_ += element("title", title) + "\n<meta name=\"description\" content=\"" +
          escaped(dataset_description(metadata, language_)) + "\">\n";
  std::string languages;
  for (const Language other : site_.options.languages) {
    const std::string other_code(code_of(other));
    const std::string address = escaped(page(year_, other));
    if (other == language_) continue;
    out_ += "<link rel=\"alternate\" hreflang=\"" + other_code + "\" href=\"" + address + "\">\n";
    languages += "<li>" +
                 link(address, words("language-name", other),
                      "lang=\"" + other_code + "\" hreflang=\"" + other_code + "\"") +
                 "</li>";
  }
  out_ += "<style>" + std::string(style_sheet) + "</style>\n</head>\n<body>\n";
  out_ += link("#main", say("skip"), "class=\"skip\"") + "\n";
  const Organization& publisher = metadata.publisher;
  const std::string name =
      publisher.name.empty() ? dataset_title(metadata, language_) : publisher.name;
  out_ += "<header class=\"top\"><div class=\"wrap\"><p>" +
          (publisher.uri.empty() ? escaped(name) : link(publisher.uri, name)) + "</p>";
  if (!languages.empty()) {
    out_ +=
        "<nav aria-label=\"" + escaped(say("languages")) + "\"><ul>" + languages + "</ul></nav>";
  }
  out_ += "</div></header>\n<main id=\"main\" class=\"wrap\">\n";
}

void Page::end() {
  std::string text = escaped(say("footer", {{"manifest", "manifest.json"}}));
  const std::string name = "manifest.json";
  const std::size_t at = text.find(name);
  text.replace(at, name.size(), link(here(name), name));
  out_ += "</main>\n<footer><div class=\"wrap\">" + text + "</div></footer>\n</body>\n</html>\n";
}

void Page::heading(std::string_view id, std::string_view key) {
  out_ += element("h2", say(key), "id=\"" + std::string(id) + "\"") + "\n";
}

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
  if (!figures.contracted.empty()) {
    out_ += "<div>" + element("dt", say("contracted")) + "<dd class=\"money\">" +
            amount_cell(figures.contracted) + "</dd></div>";
  }
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
  for (auto each = site_.years.rbegin(); each != site_.years.rend(); ++each) {
    const auto& [year, figures] = *each;
    if (year.empty()) continue;
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

std::string Page::badge(const Verdict* verdict) const {
  if (verdict == nullptr) return element("span", say("not-validated"), "class=\"badge\"");
  if (verdict->errors > 0) {
    return element("span", counted("errors", verdict->errors, language_), "class=\"badge failed\"");
  }
  std::string text = element("span", say("passed"), "class=\"badge passed\"");
  if (verdict->warnings > 0) {
    text += element("span", counted("warnings", verdict->warnings, language_), "class=\"small\"");
  }
  return text;
}

std::string Page::state_of_all() const {
  std::uint64_t packages = 0;
  std::uint64_t validated = 0;
  std::uint64_t errors = 0;
  for (const File& file : site_.data) {
    if (file.format != "JSON") continue;
    ++packages;
    const Verdict* verdict = verdict_of(site_, file);
    if (verdict == nullptr) continue;
    ++validated;
    errors += verdict->errors;
  }
  if (errors > 0) {
    return element("span",
                   say("state-all-failed", {{"errors", counted("errors", errors, language_)}}),
                   "class=\"badge failed\"");
  }
  if (validated == 0) return element("span", say("not-validated"), "class=\"badge\"");
  if (validated < packages) return element("span", say("state-some"), "class=\"badge\"");
  return element("span", say("state-all-passed"), "class=\"badge passed\"");
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
  out_ += element("p", say("downloads-note"), "class=\"note\"") + "\n<ul class=\"downloads\">\n";
  if (year_.empty()) {
    for (auto each = site_.of_year.rbegin(); each != site_.of_year.rend(); ++each) {
      downloads_of(each->first);
    }
  } else {
    downloads_of(year_);
  }
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

void Page::programs() {
  heading("programs", "programs");
  const auto row = [&](const std::string& path, const std::string& what) {
    out_ += "<li>" + link(here(path), path, "class=\"path\"") + "<br>" + escaped(what) + "</li>\n";
  };
  out_ += "<ul class=\"list\">\n";
  row("manifest.json", say("manifest"));
  row("catalog.json", say("catalog"));
  row("data.json", say("data-json"));
  if (site_.options.inai) {
    row("edca/fiscalYears", say("fiscal-years", {{"path", "edca/contractingprocess/"}}));
  }
  out_ += "</ul>\n";
  if (!site_.metadata.base_url.empty()) {
    out_ += element("p", say("programs-note"), "class=\"note\"") + "\n";
  }
}

void Page::fact(std::string_view key, const std::string& html) {
  if (!html.empty()) out_ += element("dt", say(key)) + "<dd>" + html + "</dd>\n";
}

void Page::about() {
  const Metadata& metadata = site_.metadata;
  const auto address = [](const std::string& url) {
    return url.empty() ? std::string() : link(url, url);
  };
  heading("about", "about");
  out_ += "<dl class=\"about\">\n";
  const Organization& publisher = metadata.publisher;
  fact("publisher",
       publisher.uri.empty() ? escaped(publisher.name) : link(publisher.uri, publisher.name));
  std::string contact = escaped(metadata.contact_name);
  if (!metadata.contact_email.empty()) {
    if (!contact.empty()) contact += "<br>";
    contact += link("mailto:" + metadata.contact_email, metadata.contact_email);
  }
  fact("contact", contact);
  fact("license", address(metadata.license));
  fact("policy", address(metadata.publication_policy));
  const std::string frequency = "frequency-" + metadata.frequency;
  fact("frequency",
       escaped(messages::has("portal." + frequency) ? say(frequency) : metadata.frequency));
  fact("spatial", escaped(metadata.spatial));
  fact("themes", escaped(joined(metadata.themes)));
  fact("keywords", escaped(joined(metadata.keywords)));
  out_ += "</dl>\n";
}

void Page::facts() {
  out_ += "<ul class=\"facts\"><li>" + state_of_all() + "</li>";
  if (!site_.dates.last.empty()) {
    out_ += element("li", say("updated", {{"date", day_of(site_.dates.last, language_)}}));
  }
  out_ += "</ul>\n";
}

std::string Page::index() {
  const std::string title = dataset_title(site_.metadata, language_);
  begin(title);
  out_ += element("h1", title) + "\n" +
          element("p", dataset_description(site_.metadata, language_), "class=\"lead\"") + "\n";
  facts();
  figures(site_.total);
  if (site_.total.processes > 0) {
    years();
    amounts(site_.total);
  }
  downloads();
  programs();
  about();
  end();
  return std::move(out_);
}

void Page::year_links() {
  const auto at = site_.years.find(year_);
  out_ += "<nav class=\"pages\" aria-label=\"" + escaped(say("years")) + "\">" +
          link(page("", language_), say("back"));
  const auto other = [&](const std::string& year, std::string_view key) {
    if (year.empty()) return;
    out_ += link(page(year, language_), say(key, {{"year", year_name(year)}}));
  };
  if (at != site_.years.begin()) other(std::prev(at)->first, "previous-year");
  if (std::next(at) != site_.years.end()) other(std::next(at)->first, "next-year");
  out_ += "</nav>\n";
}

std::string Page::year() {
  const Figures& of_year = site_.years.at(year_);
  const std::string heading =
      year_ == undated ? say("undated") : say("year-title", {{"year", year_}});
  const std::string title = dataset_title(site_.metadata, language_);
  begin(heading + " – " + title);
  year_links();
  out_ += element("h1", heading) + "\n" + element("p", title, "class=\"lead\"") + "\n";
  figures(of_year);
  if (of_year.processes > 0) {
    amounts(of_year);
    methods(of_year);
  }
  downloads();
  checksums();
  end();
  return std::move(out_);
}

}  // namespace

std::string page_path(const Site& site, const std::string& year, Language language) {
  const std::string name = (year.empty() ? "index" : year) + ".html";
  if (language == site.options.languages.front()) return name;
  return std::string(code_of(language)) + "/" + name;
}

std::string index_page(const Site& site, Language language) {
  return Page(site, {}, language).index();
}

std::string year_page(const Site& site, const std::string& year, Language language) {
  return Page(site, year, language).year();
}

}  // namespace edca::portal
