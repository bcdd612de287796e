#include <algorithm>
#include <functional>
#include <span>

#include "base/decimal.hpp"
#include "base/url.hpp"
#include "pages/pages.hpp"
#include "portal/html.hpp"
#include "portal/page_kinds.hpp"

namespace edca::portal {

/// All of them, in the order of the menu.
std::span<const Page::Kind> Page::kinds() {
  static const Kind kinds[] = {
      {"procesos", "processes", "search", "section-processes", "processes-lead", {"search"}},
      {"proceso", "processes", "process", "process", "", {"show", "history", "process"}},
      {"compradores", "buyers", "buyers", "section-buyers", "buyers-lead", {"lists"}},
      {"comprador", "buyers", "buyer", "buyer", "", {"show", "party"}},
      {"proveedores", "suppliers", "suppliers", "section-suppliers", "suppliers-lead", {"lists"}},
      {"proveedor", "suppliers", "supplier", "supplier", "", {"show", "party"}},
      {"contratos", "contracts", "contracts", "section-contracts", "contracts-lead", {"lists"}},
      {"proyectos", "projects", "projects", "section-projects", "projects-lead", {"lists"}},
      {"proyecto", "projects", "project", "project", "", {"show", "project"}},
      {"emergencia", "emergency", "", "section-emergency", "emergency-lead", {}},
      {"banderas", "flags", "", "section-flags", "flags-lead", {}},
  };
  return kinds;
}

const Page::Kind* Page::kind_of(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &Kind::name);
  return found == kinds().end() ? nullptr : &*found;
}

bool Page::has_section(std::string_view section) const {
  if (section == "emergency") return site_.emergency.has_value();
  const std::vector<std::string_view> all = pages::sections(*site_.overview);
  return std::ranges::find(all, section) != all.end();
}

std::vector<std::string_view> reading_pages(const Site& site) {
  const Page page(site, {}, site.options.languages.front());
  std::vector<std::string_view> names;
  for (const Page::Kind& kind : Page::kinds()) {
    if (page.has_section(kind.section)) names.push_back(kind.name);
  }
  return names;
}

/// The scripts of the page, and what else stands in other files.
void Page::scripts() {
  out_ += "<link rel=\"stylesheet\" href=\"" + here("site/edca.css") + "\">\n";
  out_ += "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"" + here("feed.xml") +
          "\">\n<link rel=\"alternate\" type=\"application/ld+json\" href=\"" +
          here("catalog.json") + "\">\n";
  const Kind* kind = kind_of(year_);
  if (kind == nullptr || kind->data.empty()) return;
  const auto script = [&](std::string_view name) {
    out_ += "<script src=\"" + here("site/" + std::string(name) + ".js") + "\" defer></script>\n";
  };
  script("words-" + std::string(code_of(language_)));
  for (const std::string_view each : {"edca", "index", "find"}) script(each);
  for (const std::string_view each : kind->scripts) script(each);
}

std::string Page::body_attributes(const Kind& kind) const {
  if (kind.data.empty()) return {};
  return " data-page=\"" + std::string(kind.data) + "\" data-root=\"" + root_ + "\" data-title=\"" +
         escaped(dataset_title(site_.metadata, language_)) + "\"";
}

std::string Page::section_links() const {
  if (!site_.overview) return {};
  const Kind* own = kind_of(year_);
  std::string links;
  const auto add = [&](const std::string& address, std::string_view section) {
    const bool here = own != nullptr && own->section == section;
    links +=
        "<li>" +
        link(address, say("section-" + std::string(section)), here ? "aria-current=\"page\"" : "") +
        "</li>";
  };
  for (const Kind& kind : kinds()) {
    // Pages of one thing are in no menu: their heading is that thing.
    if (!kind.lead.empty() && has_section(kind.section))
      add(page(std::string(kind.name), language_), kind.section);
  }
  add(here(validation_page_path), "validation");
  add(page("", language_) + "#downloads", "downloads");
  return "<nav aria-label=\"" + escaped(say("sections")) + "\"><ul class=\"sections\">" + links +
         "</ul></nav>";
}

std::string Page::reading() {
  const Kind& kind = *kind_of(year_);
  const std::string title = say(kind.title);
  begin(title + " – " + dataset_title(site_.metadata, language_));
  if (!kind.lead.empty()) {
    out_ += element("h1", title) + "\n" + element("p", say(kind.lead), "class=\"lead\"") + "\n";
  }
  if (kind.section == "emergency") {
    emergency();
  } else if (kind.data.empty()) {
    flags();
  } else {
    out_ += "<div id=\"view\">\n";
    view();
    out_ +=
        "</div>\n<noscript>" +
        element("p", say(kind.lead.empty() ? "no-script" : "no-script-list"), "class=\"note\"") +
        "</noscript>\n";
  }
  end();
  return std::move(out_);
}

/// A process's title, leading to its page.
std::string Page::process_link(const json::Value& row) const {
  const std::string ocid(row.text("o"));
  const std::string title(row.text("t"));
  return link("proceso.html?ocid=" + base::encode(ocid), title.empty() ? ocid : title);
}

std::string Page::party_link(std::string_view page, std::string_view id,
                             std::string_view name) const {
  return link(std::string(page) + ".html?id=" + base::encode(id.empty() ? name : id),
              name.empty() ? id : name);
}

/// The names in a list of pairs of an ordinal and a name.
std::string Page::names_cell(const json::Value* parties) {
  if (parties == nullptr || !parties->is_array()) return {};
  std::string cell;
  for (const json::Value& each : parties->as_array()) {
    cell += (cell.empty() ? "" : "<br>") + escaped(each.as_array()[1].as_string());
  }
  return cell;
}

std::string Page::amounts_cell(const json::Value& row) const {
  const json::Value* amounts = row.find("a");
  if (amounts == nullptr) return "–";
  pages::Sums sums;
  const auto add = [&](const std::string& currency, std::string_view amount) {
    if (const auto number = base::Decimal::read(amount)) sums.emplace(currency, *number);
  };
  if (amounts->is_object()) {
    for (const auto& [currency, amount] : amounts->as_object()) add(currency, amount.as_string());
  } else {
    for (const json::Value& each : amounts->as_array()) {
      const json::Array& pair = each.as_array();
      const std::size_t number = std::stoul(json::write(pair[1]));
      if (number < site_.overview->currencies.size())
        add(site_.overview->currencies[number], pair[0].as_string());
    }
  }
  return sums_cell(sums);
}

std::string Page::sums_cell(const pages::Sums& sums) const {
  std::string cell;
  for (const auto& [currency, sum] : sums) {
    cell += "<span class=\"amount\">" + escaped(sum.text(2)) + " " +
            element("span", currency, "class=\"currency\"") + "</span>";
  }
  return cell.empty() ? "–" : cell;
}

void Page::table(std::string_view caption, const std::vector<std::string>& rows,
                 std::initializer_list<Column> columns) {
  out_ += "<table><caption>" + escaped(say(caption)) + "</caption>\n<thead><tr>";
  for (const Column& column : columns) {
    out_ += element("th", say(column.key),
                    column.number ? "scope=\"col\" class=\"number\"" : "scope=\"col\"");
  }
  out_ += "</tr></thead>\n<tbody>\n";
  for (const std::string& text : rows) {
    const json::Value row = json::parse(text, "");
    out_ += "<tr>";
    for (const Column& column : columns) {
      out_ += column.number ? "<td class=\"number\">" : "<td>";
      out_.append(column.cell(row)).append("</td>");
    }
    out_ += "</tr>\n";
  }
  out_ += "</tbody></table>\n";
}

/// What a visitor without scripts sees.
void Page::view() {
  using Value = json::Value;
  const pages::Overview& overview = *site_.overview;
  const auto text = [](const char* name) {
    return [name](const Value& row) { return escaped(row.text(name)); };
  };
  const auto number = [](const char* name) {
    return [name](const Value& row) {
      const Value* count = row.find(name);
      return count == nullptr ? std::string() : json::write(*count);
    };
  };
  const auto title = [this](const Value& row) { return process_link(row); };
  const auto amount = [this](const Value& row) { return amounts_cell(row); };
  const auto suppliers = [](const Value& row) { return names_cell(row.find("s")); };
  const std::string_view data = kind_of(year_)->data;
  const auto party = [this, data](const Value& row) {
    return party_link(data == "buyers" ? "comprador" : "proveedor", row.text("id"),
                      row.text("name"));
  };
  if (data == "search") {
    table("newest-processes", overview.newest_processes,
          {{"column-date", false, text("d")},
           {"process", false, title},
           {"buyer", false, text("bn")},
           {"supplier", false, suppliers},
           {"contracted", true, amount}});
  } else if (data == "contracts") {
    table("newest-contracts", overview.newest_contracts,
          {{"column-date", false, text("d")},
           {"column-contract", false, title},
           {"supplier", false, suppliers},
           {"column-status", false, text("st")},
           {"contracted", true, amount}});
  } else if (data == "buyers" || data == "suppliers") {
    table("first-parties", data == "buyers" ? overview.first_buyers : overview.first_suppliers,
          {{"column-name", false, party},
           {"processes-short", true, number("n")},
           {"section-contracts", true, number("k")},
           {"contracted", true, amount}});
  } else if (data == "projects") {
    table("first-projects", overview.first_projects,
          {{"project", false,
            [](const Value& row) {
              return link("proyecto.html?id=" + base::encode(row.text("id")),
                          row.text("t").empty() ? row.text("id") : row.text("t"));
            }},
           {"column-status", false, text("st")},
           {"column-budget", true, amount}});
  }
}

std::string reading_page(const Site& site, std::string_view name, messages::Language language) {
  return Page(site, std::string(name), language).reading();
}

}  // namespace edca::portal
