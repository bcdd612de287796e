#include <map>
#include <span>
#include <unordered_map>

#include "advertising/keys.hpp"
#include "advertising/values.hpp"
#include "base/session.hpp"
#include "convert/advertising.hpp"
#include "convert/advertising_inputs.hpp"
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
    for (const TableFile& file : archive_.files) {
      if (file.table == nullptr || file.repeated || find(file.table->name) != &file) continue;
      if (file.table->name == "orden_compra") orders(file);
    }
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
  const FileRun& figures() const { return figures_; }

 private:
  /// Of the public files, else of those of the administration.
  const TableFile* find(std::string_view table) const {
    const TableFile* found = nullptr;
    for (const TableFile& file : archive_.files) {
      if (file.table == nullptr || file.repeated || file.table->name != table) continue;
      const bool office = file.lineage == advertising::Lineage::back_office;
      if (found == nullptr || !office) found = &file;
      if (!office) break;
    }
    return found;
  }

  template <class Each>
  void each_row(const TableFile& file, Each each) {
    const FileRun done = read_file(
        file, log_, [this] { return cancelled(); },
        [&](const TableRows& rows) {
          if (!fits_headings(file, rows)) return false;
          each(rows);
          return true;
        });
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
    each_row(file, [&](const TableRows& rows) {
      add(trimmed(rows.cell(named)), own ? campaign : satellite,
          own ? std::string_view() : std::string_view(file.table->name).substr(16), {},
          members_of(file, rows));
    });
  }

  void orders(const TableFile& file) {
    const std::size_t number = file.column("Número orden de compra");
    const std::size_t named = campaign_column(file);
    each_row(file, [&](const TableRows& rows) {
      const std::string_view campaign = trimmed(rows.cell(named));
      const std::string_view key = trimmed(rows.cell(number));
      if (!key.empty()) orders_.try_emplace(key_of(key), place_of(campaign));
      add(campaign, order, key, {}, members_of(file, rows));
    });
  }

  /// An invoice belongs to the campaign of its order, else to that of its first line.
  std::string_view campaign_of(std::string_view number, std::string_view order) const {
    if (const auto found = orders_.find(key_of(order)); !order.empty() && found != orders_.end())
      return names_[found->second];
    const auto found = lines_.find(key_of(number));
    return found == lines_.end() ? std::string_view() : std::string_view(names_[found->second]);
  }

  void invoices(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t ordered = file.column("Orden");
    each_row(file, [&](const TableRows& rows) {
      const std::string_view key = trimmed(rows.cell(number));
      const std::string_view parent = trimmed(rows.cell(ordered));
      const std::string_view campaign = campaign_of(key, parent);
      if (!key.empty()) invoices_.try_emplace(key_of(key), place_of(campaign));
      add(campaign, invoice, key, parent, members_of(file, rows));
    });
  }

  void lines(const TableFile& file) {
    const std::size_t number = file.column("Número de factura");
    const std::size_t named = campaign_column(file);
    each_row(file, [&](const TableRows& rows) {
      const std::string_view parent = trimmed(rows.cell(number));
      const auto known = invoices_.find(key_of(parent));
      const std::string_view campaign =
          known == invoices_.end() ? trimmed(rows.cell(named)) : names_[known->second];
      add(campaign, line, {}, parent, members_of(file, rows));
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
  std::unordered_map<Key, std::uint32_t> lines_;     ///< campaigns by invoice, as its lines say
  std::unordered_map<Key, std::uint32_t> orders_;    ///< campaigns by order
  std::unordered_map<Key, std::uint32_t> invoices_;  ///< campaigns by invoice
  FileRun figures_;
  bool cancelled_ = false;
};

}  // namespace

ConvertSummary AdvertisingToJson::run(const std::vector<std::string>& inputs,
                                      const ConversionOutput& output, FindingSink& sink,
                                      const Session& session) const {
  items::RunLog log(sink);
  const auto archives = archives_of(inputs, read_, {}, log);
  FileRun figures;
  bool cancelled = false;
  for (const advertising::Archive& archive : archives) {
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
