#include "budget/case.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "json/members.hpp"
#include "json/nodes.hpp"
#include "package/names.hpp"

namespace edca::budget {
namespace {

/// Catalogues whose first four digits are those of the object of expenditure (Clasificador por
/// Objeto del Gasto):
/// https://www.gob.mx/compranet/documentos/clasificador-unico-de-las-contrataciones-publicas
constexpr std::array<std::string_view, 4> catalogues = {"CUCOP", "CUCOP+", "CUCoP", "COG"};

bool dead(const json::Node* value) {
  const std::string_view status = text_of(member(value, "status"));
  return status == "cancelled" || status == "unsuccessful";
}

std::string publisher_of(std::string_view ocid) {
  std::string prefix = package::prefix_of(ocid);
  if (!prefix.empty()) return prefix;
  return std::string(ocid.substr(0, ocid.find('-')));
}

class Reader {
 public:
  Reader(const json::Node& release, Case& result) : release_(release), case_(result) {}

  void read() {
    const json::Node* budget = member(&release_, "planning", "budget");
    case_.budget = figure_at(member(budget, "amount"));
    each_object(member(budget, "budgetBreakdown"), [&](const json::Node* each, std::size_t at) {
      breakdown(*each, "/planning/budget/budgetBreakdown/" + std::to_string(at));
    });
    std::set<std::string_view> seen;
    for (std::size_t at = 0; at < case_.lines.size(); ++at)
      if (seen.insert(case_.lines[at].identity).second) case_.different.push_back(at);
    tender();
    contracts();
    classes();
  }

 private:
  void breakdown(const json::Node& given, const std::string& pointer) {
    Breakdown result;
    result.amount = figure_at(member(&given, "amount"));
    result.start = day_of(member(&given, "period", "startDate"));
    result.end = day_of(member(&given, "period", "endDate"));
    result.keys = keys_in(code(member(&given, "id")));
    result.pointer = pointer;
    std::string body(code(member(&given, "sourceParty", "id")));
    if (body.empty()) body = code(member(&release_, "buyer", "id"));
    const json::Node* lines = member(&given, "budgetLines");
    std::size_t count = 0;
    each_object(lines, [&](const json::Node*, std::size_t) { ++count; });
    KeysLeft left{std::vector<bool>(result.keys.size()), 0};
    each_object(lines, [&](const json::Node* each, std::size_t at) {
      CaseLine line;
      line.pointer = pointer + "/budgetLines/" + std::to_string(at);
      line.key = key_of_line(*each, result, left, at, count);
      if (line.key.parts[LineKey::year].empty() && year_of(result.start) != 0)
        line.key.parts[LineKey::year] = result.start.substr(0, 4);
      line.body = body;
      identify(line);
      measures(*each, line);
      result.lines.push_back(case_.lines.size());
      case_.lines.push_back(std::move(line));
    });
    case_.breakdowns.push_back(std::move(result));
  }

  /// Keys of a breakdown that no line has taken.
  struct KeysLeft {
    std::vector<bool> used;
    std::size_t first;  ///< no key before it is left
  };
  static constexpr std::size_t most_tries = 50;  ///< keys that a line is held against

  /// What the line says itself counts; budgetBreakdown.id has its keys in order, but at times more
  /// of them than there are lines.
  static LineKey key_of_line(const json::Node& line, const Breakdown& breakdown, KeysLeft& left,
                             std::size_t at, std::size_t count) {
    const LineKey own = parse_key(code(member(&line, "id")));
    const LineKey told = key_of_components(member(&line, "components"));
    const bool has_parts = std::ranges::any_of(own.parts, [](const auto& p) { return !p.empty(); });
    if (has_parts) return own;
    if (!told.empty()) {
      const std::vector<LineKey>& keys = breakdown.keys;
      while (left.first < keys.size() && left.used[left.first]) ++left.first;
      const std::size_t end = std::min(keys.size(), left.first + most_tries);
      for (std::size_t key = left.first; key < end; ++key) {
        if (left.used[key] || !keys[key].agrees_with(told)) continue;
        left.used[key] = true;
        return keys[key];
      }
      LineKey key = told;
      key.id = own.id;
      return key;
    }
    if (!own.id.empty() || breakdown.keys.size() != count) return own;
    return breakdown.keys[at];
  }

  /// A line that nothing names for sure is one of its process alone.
  void identify(CaseLine& line) const {
    const LineKey& key = line.key;
    if (!key.identifies()) {
      line.identity = case_.ocid + '\n' + line.pointer;
      return;
    }
    if (!key.names_body()) line.identity = line.body;
    line.identity += '\n' + key.text();
    if (!key.id.empty()) line.identity += '\n' + key.id;
  }

  static void measures(const json::Node& given, CaseLine& line) {
    line.reading = read_measures(member(&given, "measures"));
    for (const auto& [quarter, figures] : line.reading.quarters) {
      for (const auto& figure : figures) {
        if (!figure || figure->currency.empty()) continue;
        if (line.currency.empty()) line.currency = figure->currency;
        line.one_currency = line.one_currency && line.currency == figure->currency;
      }
    }
  }

  void tender() {
    const json::Node* tender = member(&release_, "tender");
    case_.tender = figure_at(member(tender, "value"));
    auto least = figure_at(member(tender, "minValue"));
    const bool open = case_.tender && least && case_.tender->amount && least->amount &&
                      case_.tender->currency == least->currency && !least->amount->zero() &&
                      *least->amount < *case_.tender->amount;
    if (open) case_.least = std::move(least);
  }

  void contracts() {
    std::map<std::string_view, const json::Node*> awards;
    each_object(member(&release_, "awards"), [&](const json::Node* each, std::size_t) {
      awards.emplace(code(member(each, "id")), each);
    });
    // A contract that names no award is that of the only one.
    const auto award_of = [&](const json::Node* contract) {
      const std::string_view named = code(member(contract, "awardID"));
      return named.empty() && awards.size() == 1 ? awards.begin()->first : named;
    };
    std::map<std::string_view, std::size_t> times;  ///< live contracts of awards that have any
    bool lost = false;  ///< there is a live contract, and nobody knows of which award
    const json::Node* list = member(&release_, "contracts");
    each_object(list, [&](const json::Node* each, std::size_t) {
      std::size_t& live = times[award_of(each)];
      if (dead(each)) return;
      ++live;
      lost = lost || !awards.contains(award_of(each));
    });
    each_object(list, [&](const json::Node* each, std::size_t at) {
      if (dead(each)) return;
      const std::string_view award = award_of(each);
      const auto found = awards.find(award);
      contract(each, found == awards.end() ? nullptr : found->second, times[award] == 1,
               "/contracts/" + std::to_string(at));
    });
    each_object(member(&release_, "awards"), [&](const json::Node* each, std::size_t at) {
      if (dead(each) || lost || times.contains(code(member(each, "id")))) return;
      contract(nullptr, each, true, "/awards/" + std::to_string(at));
    });
  }

  /// `alone`: the award has no other contract.
  void contract(const json::Node* given, const json::Node* award, bool alone, std::string pointer) {
    CaseContract result;
    result.id = code(member(given, "id"));
    result.award = award != nullptr ? code(member(award, "id")) : code(member(given, "awardID"));
    const json::Node* whole = given != nullptr ? given : award;
    result.title = text_of(member(whole, "title"));
    result.value = figure_at(member(given, "value"));
    if (!result.value && alone) result.value = figure_at(member(award, "value"));
    const json::Node* period =
        given != nullptr ? member(given, "period") : member(award, "contractPeriod");
    result.start = day_of(member(period, "startDate"));
    result.end = day_of(member(period, "endDate"));
    result.day = day_of(given != nullptr ? member(given, "dateSigned") : member(award, "date"));
    each_object(member(award, "suppliers"), [&](const json::Node* each, std::size_t) {
      const std::string_view name = text_of(member(each, "name"));
      result.suppliers.emplace_back(name.empty() ? code(member(each, "id")) : name);
    });
    each_object(member(given, "implementation", "transactions"),
                [&](const json::Node* each, std::size_t) {
                  auto value = figure_at(member(each, "value"));
                  if (!value) value = figure_at(member(each, "amount"));
                  result.payments.push_back({day_of(member(each, "date")), std::move(value)});
                });
    result.pointer = std::move(pointer);
    case_.contracts.push_back(std::move(result));
  }

  /// Of the contracts' items; where there are none, of the awards', then of the tender's.
  void classes() {
    each_object(member(&release_, "contracts"), [&](const json::Node* each, std::size_t) {
      if (!dead(each)) items(member(each, "items"));
    });
    if (!case_.classes.empty() || case_.other_classes) return;
    each_object(member(&release_, "awards"), [&](const json::Node* each, std::size_t) {
      if (!dead(each)) items(member(each, "items"));
    });
    if (case_.classes.empty() && !case_.other_classes) items(member(&release_, "tender", "items"));
  }

  void items(const json::Node* list) {
    each_object(list, [&](const json::Node* item, std::size_t) {
      const json::Node* classification = member(item, "classification");
      const std::string_view id = code(member(classification, "id"));
      if (id.empty()) return;
      const std::string_view scheme = text_of(member(classification, "scheme"));
      const bool known = std::ranges::find(catalogues, scheme) != catalogues.end() &&
                         id.size() >= 5 &&
                         std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
      if (known) {
        case_.classes.emplace(id);
      } else {
        case_.other_classes = true;
      }
    });
  }

  const json::Node& release_;
  Case& case_;
};

}  // namespace

Sum CaseContract::paid(std::string_view currency) const {
  Sum sum;
  for (const Payment& each : payments) {
    const bool same = each.value && (each.value->currency.empty() || currency.empty() ||
                                     each.value->currency == currency);
    sum.add(same ? each.value->amount : std::optional<base::Decimal>());
  }
  return sum;
}

int CaseContract::first_year() const {
  return year_of(start.empty() ? day : start);
}

int CaseContract::last_year() const {
  return year_of(end.empty() ? start.empty() ? day : start : end);
}

std::string Case::currency() const {
  for (const CaseLine& line : lines)
    if (!line.currency.empty()) return line.currency;
  for (const CaseContract& contract : contracts)
    if (contract.value && !contract.value->currency.empty()) return contract.value->currency;
  return {};
}

Sum Case::contracted() const {
  const std::string wanted = currency();
  Sum sum;
  for (const CaseContract& each : contracts) {
    const bool same = each.value && (each.value->currency.empty() || wanted.empty() ||
                                     each.value->currency == wanted);
    sum.add(same ? each.value->amount : std::optional<base::Decimal>());
  }
  return sum;
}

Sum Case::paid() const {
  const std::string wanted = currency();
  Sum sum;
  for (const CaseContract& each : contracts) sum.add(each.paid(wanted));
  return sum;
}

Case read_case(const json::Node& release, std::string_view ocid, std::string_view file,
               std::string_view base) {
  Case result;
  result.ocid = ocid;
  result.publisher = publisher_of(ocid);
  result.date = text_of(member(&release, "date"));
  result.file = file;
  result.base = base;
  Reader(release, result).read();
  return result;
}

std::string day_of(const json::Node* date) {
  const std::string_view written = text_of(date).substr(0, 10);
  if (written.size() < 10 || written[4] != '-' || written[7] != '-') return {};
  for (const std::size_t at : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
    if (written[at] < '0' || written[at] > '9') return {};
  return std::string(written);
}

int year_of(std::string_view day) {
  int year = 0;
  std::from_chars(day.data(), day.data() + std::min<std::size_t>(day.size(), 4), year);
  return year;
}

std::string money_of(std::string_view release) {
  std::string out = "{";
  const auto put = [&](std::string_view object, std::string_view key) {
    const std::string_view value = json::member_of(object, key);
    if (value.empty()) return;
    if (out.back() != '{') out += ',';
    out.append("\"").append(key).append("\":").append(value);
  };
  const auto inner = [&](std::string_view key, std::initializer_list<std::string_view> keys) {
    const std::string_view object = json::member_of(release, key);
    if (!object.starts_with('{')) return;
    if (out.back() != '{') out += ',';
    out.append("\"").append(key).append("\":{");
    for (const std::string_view each : keys) put(object, each);
    out += '}';
  };
  put(release, "date");
  put(release, "buyer");
  inner("planning", {"budget"});
  inner("tender", {"value", "minValue", "items"});
  put(release, "awards");
  put(release, "contracts");
  return out += "}";
}

}  // namespace edca::budget
