#include "budget/books.hpp"

#include <algorithm>
#include <set>

#include "base/instant.hpp"

namespace edca::budget {
namespace {

using base::Decimal;

constexpr std::size_t most_conflicts = 10;  ///< that are kept of a line
constexpr unsigned cents = 2;

const Decimal& tolerance() {
  static const Decimal cent = *Decimal::read("0.01");
  return cent;
}

std::optional<Decimal> amount(const Figures& figures, Measure measure) {
  const auto& figure = figures[static_cast<std::size_t>(measure)];
  return figure ? figure->amount : std::nullopt;
}

bool speaks(const Figures& figures) {
  return std::ranges::any_of(figures, [](const auto& figure) { return figure.has_value(); });
}

/// The latest quarter that says more than what was approved.
template <class Quarters, class Figure>
int latest(const Quarters& quarters, const Figure& figures_of) {
  int found = -1;
  for (const auto& [quarter, value] : quarters) {
    const Figures& figures = figures_of(value);
    const auto counts = [&](std::size_t at) { return at > 0 && figures[at].has_value(); };
    bool more = false;
    for (std::size_t at = 0; at < measure_count; ++at) more = more || counts(at);
    if (more || (found < 0 && speaks(figures))) found = quarter;
  }
  return found;
}

/// The last amount told up to a quarter.
template <class Quarters, class Figure>
std::optional<Decimal> carried(const Quarters& quarters, int quarter, Measure measure,
                               const Figure& figures_of) {
  std::optional<Decimal> last;
  for (const auto& [at, value] : quarters) {
    if (at > quarter) break;
    if (const auto told = amount(figures_of(value), measure)) last = told;
  }
  return last;
}

const Figures& figures_of_stamp(const Line::Stamp& stamp) {
  return stamp.figures;
}
const Figures& itself(const Figures& figures) {
  return figures;
}

/// Whether the release of the one date is newer than that of the other.
bool newer(const std::string& date, const std::string& than) {
  const auto left = base::instant(date);
  const auto right = base::instant(than);
  if (!left || !right) return left.has_value() && !right;
  if (left->seconds != right->seconds) return left->seconds > right->seconds;
  return false;
}

}  // namespace

std::string_view name(Convention convention) noexcept {
  switch (convention) {
    case Convention::balances:
      return "balances";
    case Convention::cumulative:
      return "cumulative";
    case Convention::unknown:
      break;
  }
  return "unknown";
}

std::optional<std::vector<Decimal>> weights(const Case& given) {
  std::vector<Decimal> result;
  for (const CaseLine& line : given.lines) {
    const auto& quarters = line.reading.quarters;
    const auto modified = carried(quarters, latest(quarters, itself), Measure::modified, itself);
    if (!modified || modified->negative()) return std::nullopt;
    result.push_back(*modified);
  }
  return result;
}

std::optional<std::vector<Decimal>> shares(const Decimal& whole,
                                           const std::vector<Decimal>& weights) {
  Sum all;
  for (const Decimal& each : weights) all.add(std::optional(each));
  const auto total = all.total();
  if (!total || total->zero()) return std::nullopt;
  // Each up to its end, less what came before it: so they make up the whole to the cent.
  std::vector<Decimal> result;
  Decimal before;
  Sum reached;
  for (const Decimal& each : weights) {
    reached.add(std::optional(each));
    const auto end = whole.share(reached.part(), *total, std::max(cents, whole.places()));
    const auto part = end ? end->minus(before) : std::nullopt;
    if (!part) return std::nullopt;
    result.push_back(*part);
    before = *end;
  }
  return result;
}

void Books::add(const Case& given) {
  if (given.lines.empty()) return;
  for (const CaseLine& line : given.lines) read(given, line);
  flows(given);
}

const Line* Books::find(const Case& given, const CaseLine& line) const {
  const auto found = lines_.find(given.publisher + '\n' + line.identity);
  return found == lines_.end() ? nullptr : &found->second;
}

void Books::read(const Case& given, const CaseLine& from) {
  const auto [place, is_new] = lines_.try_emplace(given.publisher + '\n' + from.identity);
  Line& line = place->second;
  if (is_new) {
    line.publisher = given.publisher;
    line.body = from.body;
    line.key = from.key;
    line.shown =
        from.key.empty() || !from.key.identifies() ? given.ocid + from.pointer : from.key.text();
    line.currency = from.currency;
  }
  line.one_currency =
      line.one_currency && from.one_currency &&
      (from.currency.empty() || line.currency.empty() || from.currency == line.currency);
  if (line.currency.empty()) line.currency = from.currency;
  if (line.ocids.empty() || line.ocids.back() != given.ocid) line.ocids.push_back(given.ocid);
  for (const auto& [quarter, figures] : from.reading.quarters) {
    const auto [known, first] = line.quarters.try_emplace(quarter);
    Line::Stamp& stamp = known->second;
    Line::Stamp told{figures, given.date, given.ocid, from.pointer};
    if (first) {
      stamp = std::move(told);
      continue;
    }
    if (newer(told.date, stamp.date)) std::swap(stamp, told);
    for (std::size_t at = 0; at < measure_count; ++at) {
      auto& kept = stamp.figures[at];
      const auto& other = told.figures[at];
      if (!other) continue;
      if (!kept) {
        kept = other;
      } else if (kept->amount != other->amount && line.conflicts.size() < most_conflicts) {
        line.conflicts.push_back(
            {quarter, static_cast<Measure>(at), kept->text, other->text, stamp.ocid, told.ocid});
      }
    }
  }
}

std::string Books::programme_of(const Line& line) {
  const LineKey& key = line.key;
  return line.publisher + '\n' + (key.names_body() ? std::string() : line.body) + '\n' +
         key.parts[LineKey::year] + '\n' + key.parts[LineKey::branch] + '\n' +
         key.parts[LineKey::program] + '\n' + line.currency;
}

/// What was contracted and paid, on lines and programmes. For sure only where there is one.
void Books::flows(const Case& given) {
  const auto together = [](Sum sum, Sum estimated, bool shared, Flowed& into) {
    into.sum.add(sum);
    into.estimated.add(estimated);
    into.shared = into.shared || shared;
  };
  const Sum contracted = given.contracted();
  const Sum paid = given.paid();
  const bool none = !contracted.any() && !paid.any() && given.contracts.empty();
  const auto parts = none ? std::nullopt : weights(given);
  const auto by_line = [&](const Sum& sum) {
    return parts && sum.any() ? shares(sum.part(), *parts) : std::nullopt;
  };
  const auto contracted_by = by_line(contracted);
  const auto paid_by = by_line(paid);
  const bool one_line = given.different.size() == 1;
  std::set<std::string> keys;
  for (const CaseLine& line : given.lines) keys.insert(programme_of(*find(given, line)));
  std::set<std::string> lines_seen;
  std::set<std::string> programmes_seen;
  for (std::size_t at = 0; at < given.lines.size(); ++at) {
    const CaseLine& from = given.lines[at];
    const auto part = [&](const auto& by) {
      Sum sum;
      if (by) sum.add(std::optional((*by)[at]));
      return sum;
    };
    const auto spread = [&](bool whole, bool once, Flowed& to, const Sum& sum, const auto& by) {
      if (whole) {
        if (once) together(sum, sum, false, to);
      } else {
        together({}, part(by), sum.any() || sum.missing() > 0, to);
        if (sum.any() && !by) to.estimated.add(std::optional<Decimal>());
      }
    };
    Line& line = lines_.at(given.publisher + '\n' + from.identity);
    const bool line_once = lines_seen.insert(from.identity).second;
    spread(one_line, line_once, line.contracted, contracted, contracted_by);
    spread(one_line, line_once, line.paid, paid, paid_by);
    const std::string key = programme_of(line);
    Programme& programme = programmes_[key];
    const bool once = programmes_seen.insert(key).second;
    spread(keys.size() == 1, once, programme.contracted, contracted, contracted_by);
    spread(keys.size() == 1, once, programme.paid, paid, paid_by);
  }
}

View Books::view(const Line& line) const {
  View view;
  const auto convention = conventions_.find(line.publisher);
  if (convention != conventions_.end()) view.convention = convention->second.convention;
  const int quarter = latest(line.quarters, figures_of_stamp);
  if (quarter < 0) return view;
  view.quarter = quarter;
  view.stamp = &line.quarters.at(quarter);
  const Figures& figures = view.stamp->figures;
  view.approved = carried(line.quarters, quarter, Measure::approved, figures_of_stamp);
  view.modified = carried(line.quarters, quarter, Measure::modified, figures_of_stamp);
  view.reserved = amount(figures, Measure::reserved);
  view.committed = amount(figures, Measure::committed);
  view.accrued = amount(figures, Measure::accrued);
  view.executed = amount(figures, Measure::executed);
  view.paid = amount(figures, Measure::paid);
  view.available = amount(figures, Measure::available);
  view.measured = view.reserved || view.committed || view.executed;
  if (!view.measured || view.convention == Convention::unknown) return view;
  // Of a line that tells of its money, what it does not name is zero.
  const Decimal reserved = view.reserved.value_or(Decimal());
  const Decimal executed = view.executed.value_or(Decimal());
  std::optional<Decimal> committed = view.committed.value_or(Decimal());
  if (view.convention == Convention::balances) committed = committed->plus(executed);
  view.reserved = reserved;
  view.committed = committed;
  view.executed = executed;
  const auto used = committed ? committed->plus(reserved) : std::nullopt;
  if (!view.available && view.modified && used) view.available = view.modified->minus(*used);
  return view;
}

void Books::finish() {
  for (const auto& [identity, line] : lines_) conventions_[line.publisher].lines += 1;
  for (auto& [publisher, convention] : conventions_) convention.publisher = publisher;
  for (const auto& [identity, line] : lines_) {
    PublisherConvention& of = conventions_[line.publisher];
    const View view = this->view(line);
    if (!view.measured || !view.modified) continue;
    Sum used;
    for (const auto& each : {view.executed, view.committed, view.reserved, view.available})
      if (each) used.add(each);
    const auto left = used.whole() ? view.modified->minus(used.part()) : std::nullopt;
    if (!left) continue;
    ++of.measured;
    const bool over = left->negative() && *left < *Decimal().minus(tolerance());
    const bool reconciled = !over && *left <= tolerance();
    if (over) ++of.over;
    if (reconciled) ++of.reconciled;
    if (!view.executed || *view.executed <= Decimal()) continue;
    ++of.executed;
    // What was executed had been committed before: less of it can only be what is left.
    if (reconciled || (!over && view.committed && *view.committed < *view.executed)) ++of.balanced;
  }
  for (auto& [publisher, convention] : conventions_) conclude(convention);
  for (const auto& [identity, line] : lines_) count(line);
}

void Books::conclude(PublisherConvention& of) const {
  constexpr std::uint64_t nine = 9, ten = 10;
  const bool mostly = of.executed > 0 && of.balanced * ten >= of.executed * nine;
  if (of.measured == 0) {
    of.reason = "no-measures";
  } else if (of.over == 0 && mostly) {
    of.convention = Convention::balances;
  } else if (of.over > 0 && mostly) {
    of.reason = "contradictory";
  } else if (of.over > 0) {
    of.convention = Convention::cumulative;
  } else {
    of.reason = "no-evidence";
  }
}

void Books::count(const Line& line) {
  Programme& programme = programmes_[programme_of(line)];
  programme.publisher = line.publisher;
  programme.body = line.key.names_body() ? std::string() : line.body;
  programme.year = line.key.parts[LineKey::year];
  programme.branch = line.key.parts[LineKey::branch];
  programme.program = line.key.parts[LineKey::program];
  programme.currency = line.currency;
  ++programme.lines;
  const View view = this->view(line);
  programme.approved.add(view.first_approved());
  programme.modified.add(view.modified);
  programme.reserved.add(view.reserved);
  programme.committed.add(view.committed);
  programme.executed.add(view.executed);
  programme.available.add(view.available);
  if (view.executed) programme.modified_of_executed.add(view.modified);
}

}  // namespace edca::budget
