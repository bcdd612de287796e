#include <iterator>

#include "base/markup.hpp"
#include "portal/html.hpp"
#include "portal/packages.hpp"
#include "portal/page.hpp"

namespace edca::portal {

using messages::Language;

namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all.append(all.empty() ? "" : ", ").append(text);
  return all;
}

}  // namespace

/// The languages there are beside this one, as links.
std::string Page::language_links() const {
  std::string links;
  for (const Language other : site_.options.languages) {
    if (other == language_) continue;
    const std::string code(code_of(other));
    std::string attributes = "lang=\"" + code;
    attributes.append("\" hreflang=\"").append(code).append("\"");
    if (site_.overview) attributes += " data-language";
    links += "<li>" + link(page(year_, other), words("language-name", other), attributes) + "</li>";
  }
  return links;
}

/// What the dataset is; where nobody says it, by what is in it.
std::string Page::description() const {
  const Figures& total = site_.total;
  std::string text = dataset_description(site_.metadata, language_);
  const bool only_projects = total.projects > 0 && total.releases + total.records == 0;
  if (!only_projects || text != say("default-description")) return text;
  return say("default-description-projects");
}

void Page::head(const std::string& title) {
  out_ = "<!doctype html>\n<html lang=\"";
  out_ += language_ == Language::spanish ? "es-MX" : "en";
  out_ += "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out_ += element("title", title) + "\n<meta name=\"description\" content=\"" +
          escaped(description()) +
          "\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";
  if (site_.overview) {
    out_ += "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; ";
  } else {
    out_ += "style-src " + base::csp_source(style_sheet()) + "; ";
  }
  out_ += "base-uri 'none'; form-action 'none'\">\n";
  if (site_.overview) {
    scripts();
  } else {
    out_.append("<style>").append(style_sheet()).append("</style>");
  }
  out_ += "</head>\n";
}

void Page::begin(const std::string& title) {
  const Metadata& metadata = site_.metadata;
  head(title);
  const Kind* kind = kind_of(year_);
  out_ += "<body";
  if (kind != nullptr) out_ += body_attributes(*kind);
  out_ += ">\n" + link("#main", say("skip"), "class=\"skip\"") + "\n";
  const Organization& publisher = metadata.publisher;
  const std::string name =
      publisher.name.empty() ? dataset_title(metadata, language_) : publisher.name;
  out_ += "<header class=\"top\"><div class=\"wrap\"><p>";
  if (site_.overview) {
    out_ += link(page("", language_), name);
  } else {
    out_ += publisher.uri.empty() ? escaped(name) : link(publisher.uri, name);
  }
  out_ += "</p>" + section_links();
  if (const std::string languages = language_links(); !languages.empty()) {
    out_ += "<nav aria-label=\"" + escaped(say("languages")) + "\"><ul>";
    out_.append(languages).append("</ul></nav>");
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

std::string Page::state_of_all() const {
  std::uint64_t packages = 0;
  std::uint64_t validated = 0;
  std::uint64_t errors = 0;
  std::uint64_t errors_in_records = 0;
  for (const File& file : site_.data) {
    if (file.kind.empty() || file.package != file.path) continue;
    ++packages;
    const Verdict* verdict = verdict_of(site_, file);
    if (verdict == nullptr) continue;
    ++validated;
    (file.kind == package_of(ItemKind::record) ? errors_in_records : errors) += verdict->errors;
  }
  // Records repeat the errors of their releases.
  if (errors == 0) errors = errors_in_records;
  if (errors > 0) {
    return badge(say("state-all-failed", {{"errors", counted("errors", errors, language_)}}),
                 "badge failed");
  }
  if (validated == 0) return badge(say("not-validated"), "badge");
  if (validated < packages) return badge(say("state-some"), "badge");
  return badge(say("state-all-passed"), "badge passed");
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
  out_ += element("h1", title) + "\n" + element("p", description(), "class=\"lead\"") + "\n";
  facts();
  const Figures& total = site_.total;
  if (total.releases + total.records + total.projects > 0) figures(total);
  if (site_.overview) charts();
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

std::string page_path(const Site& site, const std::string& name, Language language) {
  std::string path;
  if (language != site.options.languages.front()) path.append(code_of(language)).append("/");
  return path.append(name.empty() ? "index" : name).append(".html");
}

std::string index_page(const Site& site, Language language) {
  return Page(site, {}, language).index();
}

std::string year_page(const Site& site, const std::string& year, Language language) {
  return Page(site, year, language).year();
}

}  // namespace edca::portal
