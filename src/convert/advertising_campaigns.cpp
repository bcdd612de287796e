#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "advertising/keys.hpp"
#include "advertising/values.hpp"
#include "base/session.hpp"
#include "convert/advertising.hpp"
#include "io/grouper.hpp"
#include "json/value.hpp"

namespace edca::convert {
namespace {

using advertising::Key;
using advertising::key_of;
using advertising::nowhere;
using advertising::TableFile;
using advertising::TableRows;
using advertising::trimmed;

constexpr std::size_t batch_bytes = std::size_t{4} << 20;

/// What an entry of a group is: the first letter of its head.
enum Part : char { campaign = 'c', satellite = 's', order = 'o', invoice = 'i', line = 'l' };

/// Whether the text is a number of JSON.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(whole) && (whole.size() == 1 || whole[0] != '0') &&
         (point == std::string_view::npos || digits(text.substr(point + 1)));
}

/// The members of a row: `"Monto":5.00,"Estatus":"Activo"`.
std::string members_of(const TableFile& file, const TableRows& rows) {
  std::string out;
  for (std::size_t column = 0; column < file.headings.size(); ++column) {
    const std::string_view text = rows.cell(column);
    if (text.empty() || file.fields[column] == nowhere) continue;
    const advertising::Field& field = file.table->fields[file.fields[column]];
    if (!out.empty()) out += ',';
    json::write_string(trimmed(field.name), out);
    out += ':';
    const bool counted =
        field.type != advertising::Type::text && field.type != advertising::Type::date;
    if (counted && is_number(text)) {
      out += text;
    } else {
      json::write_string(text, out);
    }
  }
  return out;
}

/// Texts that other things are put into: campaigns, orders or invoices by their keys.
struct Nested {
  std::string members;
  std::vector<std::string> below;
};

/// The first one of each key takes what names it.
class Level {
 public:
  void add(std::string_view key, std::string members) {
    places_.try_emplace(std::string(key), list_.size());
    list_.push_back({std::move(members), {}});
  }
  Nested* find(std::string_view key) {
    const auto found = places_.find(std::string(key));
    return key.empty() || found == places_.end() ? nullptr : &list_[found->second];
  }
  const std::vector<Nested>& list() const { return list_; }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<Nested> list_;
};

void put_list(std::string_view name, const std::vector<std::string>& objects, std::string& out) {
  if (objects.empty()) return;
  if (!out.empty()) out += ',';
  json::write_string(name, out);
  out += ":[";
  for (std::size_t at = 0; at < objects.size(); ++at) {
    if (at > 0) out += ',';
    out += '{' + objects[at] + '}';
  }
  out += ']';
}

/// One archive.
class Campaigns {
 public:
  Campaigns(const advertising::Archive& archive, items::RunLog& log, const Session& session)
      : archive_(archive),
        log_(log),
        session_(session),
        grouper_({session.memory, session.temporary_folder, 0}) {}

  void read() {
    if (const TableFile* file = find("facturas_detalles")) invoices_by_lines(*file);
    if (const TableFile* file = find("orden_compra")) orders(*file);
    if (const TableFile* file = find("facturas")) survey_invoices(*file);
    for (const TableFile& file : archive_.files) {
      if (file.table == nullptr || file.repeated || find(file.table->name) != &file) continue;
      const std::string& name = file.table->name;
      if (name.starts_with("campanasyavisos")) campaigns(file);
      if (name == "facturas") invoices(file);
      if (name == "facturas_detalles") lines(file);
    }
    grouper_.finish();
  }

  /// False where nobody wants to hear on.
  bool write(const std::function<bool(std::string_view)>& to) {
    io::GroupBatch batch;
    while (!cancelled() && grouper_.next(batch, batch_bytes)) {
      for (const io::Group& group : batch.groups) {
        std::string text = object_of({&batch.entries[group.first], group.count});
        text += '\n';
        if (!to(text)) return false;
      }
    }
    return true;
  }

  bool cancelled() {
    cancelled_ = cancelled_ || base::cancelled(session_);
    return cancelled_;
  }
  const items::FileRun& figures() const { return figures_; }

 private:
  /// An invoice, and the place of the campaign that it belongs to.
  struct Invoice {
    Key key;
    std::uint32_t campaign;
  };
  /// What is known of the invoices of other suppliers that have one number.
  struct Others {
    std::size_t count = 0;
    bool unknown = false;  ///< the order of one is not known
  };
  /// Those of them whose order is of one campaign: the first, and how many.
  struct Ordered {
    Key key;
    std::size_t count;
  };
  static constexpr std::uint32_t nowhere_yet = ~std::uint32_t{0};

  /// A key as something that has no other sign in it.
  static std::string text_of(Key key) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(key));
    return text;
  }

  const TableFile* find(std::string_view table) const { return items::file_of(archive_, table); }

  template <class Each>
  void each_row(const TableFile& file, Each each) {
    const items::FileRun done = items::read_fitting(
        file, log_, [this] { return cancelled(); }, each);
    figures_.rows += done.rows;
    figures_.refused += done.refused;
  }

  /// The campaign that the first line of an invoice names. What is wrong is told when lines are
  /// read again.
  void invoices_by_lines(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t named = campaign_column(file);
    if (number == nowhere || named == nowhere) return;
    try {
      TableRows rows(file);
      while (rows.next() && !rows.unclosed() && !cancelled()) {
        const std::string_view campaign = trimmed(rows.cell(named));
        if (!campaign.empty())
          lines_.try_emplace(key_of(trimmed(rows.cell(number))), place_of(campaign));
      }
    } catch (const io::InputFault&) {
      return;
    }
  }

  static std::size_t campaign_column(const TableFile& file) {
    for (const advertising::Reference& each : file.table->references)
      if (each.table == "campanasyavisos" && file.columns[each.field] != nowhere)
        return file.columns[each.field];
    return file.column("Nombre");
  }

  std::uint32_t place_of(std::string_view campaign) {
    const auto [found, added] =
        places_.try_emplace(std::string(campaign), static_cast<std::uint32_t>(names_.size()));
    if (added) names_.emplace_back(campaign);
    return found->second;
  }

  void add(std::string_view campaign, Part part, std::string_view key, std::string_view parent,
           const std::string& members) {
    std::string head(1, part);
    head.append(key).append(1, '\0').append(parent);
    grouper_.add(campaign, head, members);
  }

  void campaigns(const TableFile& file) {
    const bool own = file.table->name == "campanasyavisos";
    const std::size_t named = campaign_column(file);
    each_row(file, [&](const TableRows& rows, advertising::Teller&) {
      add(trimmed(rows.cell(named)), own ? campaign : satellite,
          own ? std::string_view() : std::string_view(file.table->name).substr(16), {},
          members_of(file, rows));
    });
  }

  void orders(const TableFile& file) {
    const std::size_t number = file.column("Número orden de compra");
    const std::size_t named = campaign_column(file);
    each_row(file, [&](const TableRows& rows, advertising::Teller&) {
      const std::string_view campaign = trimmed(rows.cell(named));
      const std::string_view key = trimmed(rows.cell(number));
      if (!key.empty()) orders_.try_emplace(key_of(key), place_of(campaign));
      add(campaign, order, key, {}, members_of(file, rows));
    });
  }

  /// Numbers are a supplier's own: two of them may use the same.
  Key invoice_key(const TableFile& file, const TableRows& rows, Key number) const {
    const std::size_t supplier = file.column("Proveedor");
    return advertising::join(number, key_of(trimmed(rows.cell(supplier))));
  }

  /// Which invoices there are, by their numbers. What is wrong is told when they are read again.
  void survey_invoices(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t ordered = file.column("Orden");
    try {
      TableRows rows(file);
      while (rows.next() && !rows.unclosed() && !cancelled()) {
        if (!items::fits_headings(file, rows)) continue;
        const std::string_view text = trimmed(rows.cell(number));
        const Key by_number = key_of(text);
        Invoice each{invoice_key(file, rows, by_number), nowhere_yet};
        const auto order = orders_.find(key_of(trimmed(rows.cell(ordered))));
        if (order != orders_.end()) each.campaign = order->second;
        const auto [first, added] = invoices_.try_emplace(by_number, each);
        if (added || first->second.key == each.key || !seen_.insert(each.key).second) continue;
        Others& others = others_[by_number];
        ++others.count;
        if (each.campaign == nowhere_yet) {
          others.unknown = true;
        } else {
          ++by_campaign_
                .try_emplace(advertising::join(by_number, each.campaign), Ordered{each.key, 0})
                .first->second.count;
        }
      }
    } catch (const io::InputFault&) {
      return;
    }
  }

  /// An invoice belongs to the campaign of its order, else to that of its first line, where no
  /// other invoice has its number.
  std::uint32_t campaign_of(Key number, std::string_view order) {
    const auto ordered = orders_.find(key_of(order));
    if (!order.empty() && ordered != orders_.end()) return ordered->second;
    const auto found = lines_.find(number);
    return found == lines_.end() || others_.contains(number) ? place_of({}) : found->second;
  }

  void invoices(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t ordered = file.column("Orden");
    each_row(file, [&](const TableRows& rows, advertising::Teller&) {
      const Key key = key_of(trimmed(rows.cell(number)));
      const std::string_view parent = trimmed(rows.cell(ordered));
      const std::uint32_t place = campaign_of(key, parent);
      if (const auto first = invoices_.find(key); first != invoices_.end()) {
        if (first->second.campaign == nowhere_yet) first->second.campaign = place;
      }
      add(names_[place], invoice, text_of(invoice_key(file, rows, key)), parent,
          members_of(file, rows));
    });
  }

  /// The invoice that a line is of; nothing where several may be meant, or none is there. Of
  /// several with one number it is the one whose order is of the campaign that the line names, if
  /// the orders of all of them are known.
  std::optional<Invoice> invoice_of(Key number, std::string_view campaign, bool& several) {
    const auto first = invoices_.find(number);
    if (first == invoices_.end()) return std::nullopt;
    const auto others = others_.find(number);
    several = others != others_.end();
    if (!several) return first->second;
    const bool known = first->second.campaign != nowhere_yet && !others->second.unknown;
    if (!known || campaign.empty()) return std::nullopt;
    const std::uint32_t named = place_of(campaign);
    const auto found = by_campaign_.find(advertising::join(number, named));
    if (first->second.campaign == named)
      return found == by_campaign_.end() ? std::optional(first->second) : std::nullopt;
    if (found == by_campaign_.end() || found->second.count != 1) return std::nullopt;
    return Invoice{found->second.key, named};
  }

  void lines(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t named = campaign_column(file);
    each_row(file, [&](const TableRows& rows, advertising::Teller& teller) {
      const std::string_view campaign = trimmed(rows.cell(named));
      const Key key = key_of(trimmed(rows.cell(number)));
      bool several = false;
      const std::optional<Invoice> of = invoice_of(key, campaign, several);
      if (!of && several)
        teller.tell("advertising.reference-invoice/several", number,
                    {{"count", std::to_string(others_.at(key).count + 1)}});
      const bool placed = of && of->campaign != nowhere_yet;
      add(placed ? std::string_view(names_[of->campaign]) : campaign, line, {},
          of ? text_of(of->key) : std::string(), members_of(file, rows));
    });
  }

  /// A campaign with all that belongs to it.
  static std::string object_of(std::span<const io::Entry> entries) {
    std::string own;
    std::map<std::string, std::vector<std::string>, std::less<>> satellites;
    std::vector<std::string> more;
    Level orders;
    Level invoices;
    struct Placed {
      std::string_view parent;
      std::string_view text;
    };
    std::vector<Placed> lines;
    std::vector<std::string_view> parents;  // of invoices
    for (const io::Entry& entry : entries) {
      const std::string_view head = entry.head.substr(1);
      const std::string_view key = head.substr(0, head.find('\0'));
      const std::string_view parent = head.substr(key.size() + 1);
      const char part = entry.head[0];
      if (part == campaign && own.empty()) {
        own = entry.text;
      } else if (part == campaign) {
        more.emplace_back(entry.text);
      } else if (part == satellite) {
        satellites[std::string(key)].emplace_back(entry.text);
      } else if (part == order) {
        orders.add(key, std::string(entry.text));
      } else if (part == invoice) {
        invoices.add(key, std::string(entry.text));
        parents.push_back(parent);
      } else {
        lines.push_back({parent, entry.text});
      }
    }
    std::vector<std::string> loose_lines;
    for (const Placed& each : lines) {
      Nested* invoice = invoices.find(each.parent);
      (invoice == nullptr ? loose_lines : invoice->below).emplace_back(each.text);
    }
    std::vector<std::string> loose_invoices;
    for (std::size_t at = 0; at < invoices.list().size(); ++at) {
      std::string text = invoices.list()[at].members;
      put_list("detalles", invoices.list()[at].below, text);
      Nested* order = orders.find(parents[at]);
      (order == nullptr ? loose_invoices : order->below).push_back(std::move(text));
    }
    std::vector<std::string> ordered;
    for (const Nested& each : orders.list()) {
      std::string text = each.members;
      put_list("facturas", each.below, text);
      ordered.push_back(std::move(text));
    }
    std::string members;
    if (!own.empty()) members = "\"campaña\":{" + own + "}";
    put_list("repetidas", more, members);
    for (const auto& [name, list] : satellites) put_list(name, list, members);
    put_list("órdenes", ordered, members);
    put_list("facturas", loose_invoices, members);
    put_list("detalles", loose_lines, members);
    return "{" + members + "}";
  }

  const advertising::Archive& archive_;
  items::RunLog& log_;
  const Session& session_;
  io::Grouper grouper_;
  std::vector<std::string> names_;  ///< of campaigns
  std::unordered_map<std::string, std::uint32_t> places_;
  std::unordered_map<Key, std::uint32_t> lines_;   ///< campaigns by invoice, as its lines say
  std::unordered_map<Key, std::uint32_t> orders_;  ///< campaigns by order
  std::unordered_map<Key, Invoice> invoices_;      ///< the first one of each number
  std::unordered_map<Key, Others> others_;         ///< of other suppliers, by number
  std::unordered_set<Key> seen_;                   ///< keys of those
  std::unordered_map<Key, Ordered> by_campaign_;   ///< of those: by number and campaign
  items::FileRun figures_;
  bool cancelled_ = false;
};

}  // namespace

ConvertSummary AdvertisingToJson::run(const std::vector<std::string>& inputs,
                                      const ConversionOutput& output, FindingSink& sink,
                                      const Session& session) const {
  items::RunLog log(sink);
  const auto archives = archives_of(inputs, read_, {}, log);
  items::FileRun figures;
  bool cancelled = false;
  for (const advertising::Archive& archive : archives) {
    items::tell_left_out(archive, log);
    Campaigns campaigns(archive, log, session);
    campaigns.read();
    cancelled = !campaigns.write(output.write) || campaigns.cancelled();
    figures.rows += campaigns.figures().rows;
    figures.refused += campaigns.figures().refused;
    if (cancelled) break;
  }
  return summary_of(log, figures, cancelled);
}

}  // namespace edca::convert
