#include "budget/picture.hpp"

#include <algorithm>
#include <charconv>

#include "report/html_text.hpp"

namespace edca::budget {
namespace {

using base::Decimal;
using messages::Language;

// In tenths of a pixel, so that the picture is the same everywhere.
constexpr int full = 3600;  ///< the highest column
constexpr int top = 500;
constexpr int gap = 80;
constexpr int bar = 160;
constexpr int column_width = 2000;
constexpr int label_height = 300;  ///< a bar that is lower has no text beside it
constexpr std::size_t label_width = 24;

struct Span {
  int from = 0;
  int height = 0;
};

struct Bar {
  int column = 0;
  std::string_view style;
  std::string spanish, english;
  Decimal amount;
  Span at;
};

class Picture {
 public:
  explicit Picture(const Flow& flow) : flow_(flow) {
    scale();
    stages();
    ends();
  }

  std::string svg() const {
    std::string out = "<svg class=\"flow\" viewBox=\"0 0 ";
    out += px(columns * column_width) + " " + px(bottom_ + 100) + "\" aria-hidden=\"true\">\n";
    for (int column = 0; column < columns; ++column) {
      const std::string key = "budget.stage-" + std::to_string(column + 1);
      out += words(column * column_width, 250, "stage", messages::text(key, Language::spanish),
                   messages::text(key, Language::english));
    }
    out += bands_;
    for (const Bar& each : bars_) out += rectangle(each);
    return out += "</svg>\n";
  }

 private:
  static constexpr int columns = 6;

  static Decimal positive(const Sum& sum) { return sum.part().negative() ? Decimal() : sum.part(); }

  void scale() {
    Sum split;
    for (const Sum* each : {&flow_.committed(), &flow_.reserved(), &flow_.available()})
      split.add(std::optional(positive(*each)));
    most_ = std::max({positive(flow_.approved()), positive(flow_.modified()), split.part(),
                      positive(flow_.contracted()), positive(flow_.executed())});
  }

  int height(const Decimal& amount) const {
    const auto units = amount.share(Decimal::whole(full), most_, 0);
    int height = 0;
    if (units) {
      const std::string digits = units->plain();
      std::from_chars(digits.data(), digits.data() + digits.size(), height);
    }
    return height;
  }

  static std::string px(int tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  }

  /// Adds a bar below those of its column; answers where it stands. One of nothing is left out.
  Span add(int column, std::string_view style, std::string spanish, std::string english,
           const Decimal& amount) {
    int& next = next_[static_cast<std::size_t>(column)];
    const Span at{next, height(amount)};
    if (amount.zero() || amount.negative()) return {next, 0};
    bars_.push_back({column, style, std::move(spanish), std::move(english), amount, at});
    next += std::max(at.height, 5) + gap;
    bottom_ = std::max(bottom_, next);
    return at;
  }
  Span stage(int column, const std::string& name, std::string_view style, const Decimal& amount) {
    const std::string key = "budget." + name;
    return add(column, style, messages::text(key, Language::spanish),
               messages::text(key, Language::english), amount);
  }

  void stages() {
    const Span approved = stage(0, "approved", "a", positive(flow_.approved()));
    const Span modified = stage(1, "modified", "b", positive(flow_.modified()));
    band(0, approved, 1, modified, "b");
    const Span parts[] = {stage(2, "committed", "c", positive(flow_.committed())),
                          stage(2, "reserved", "d", positive(flow_.reserved())),
                          stage(2, "available", "e", positive(flow_.available()))};
    const std::vector<Span> from =
        divided(modified, {parts[0].height, parts[1].height, parts[2].height}, false);
    constexpr std::string_view styles[] = {"c", "d", "e"};
    for (std::size_t at = 0; at < from.size(); ++at) band(1, from[at], 2, parts[at], styles[at]);
    const Decimal executed = positive(flow_.executed());
    const auto rest = positive(flow_.committed()).minus(executed);
    const Span done = stage(3, "executed", "f", executed);
    const Span pending = stage(3, "pending", "c", rest && !rest->negative() ? *rest : Decimal());
    const std::vector<Span> spent = divided(parts[0], {done.height, pending.height}, false);
    band(2, spent[0], 3, done, "f");
    band(2, spent[1], 3, pending, "c");
    source_ = {done.height > 0 ? done.from : pending.from,
               std::max(done.from + done.height, pending.from + pending.height)};
    source_.height -= source_.from;
    source_column_ = 3;
    if (source_.height > 0) return;
    source_ = modified;
    source_column_ = 1;
  }

  void ends() {
    std::vector<Span> contracts;
    std::vector<int> heights;
    for (const Flow::End& each : flow_.contracts()) {
      contracts.push_back(named(4, each, "budget.other-contracts"));
      heights.push_back(contracts.back().height);
    }
    const std::vector<Span> from = divided(source_, heights, true);
    for (std::size_t at = 0; at < contracts.size(); ++at)
      band(source_column_, from[at], 4, contracts[at], "g");
    for (const Flow::End& supplier : flow_.suppliers()) {
      Span to = named(5, supplier, "budget.other-suppliers");
      for (std::size_t at = 0; at < contracts.size(); ++at) {
        if (flow_.contracts()[at].supplier != supplier.label) continue;
        band(4, contracts[at], 5, {to.from, contracts[at].height}, "g");
        to.from += contracts[at].height;
      }
    }
  }

  Span named(int column, const Flow::End& end, std::string_view without) {
    if (end.label.empty())
      return add(column, "g", messages::text(without, Language::spanish),
                 messages::text(without, Language::english), end.amount);
    return add(column, "g", end.label, end.label, end.amount);
  }

  /// Where parts of a bar begin and end; pressed together where they are more than it, and always
  /// spread over all of it with `spread`.
  static std::vector<Span> divided(const Span& whole, const std::vector<int>& parts, bool spread) {
    std::int64_t sum = 0;
    for (const int part : parts) sum += part;
    const bool press = sum > 0 && (spread || sum > whole.height);
    std::vector<Span> result;
    std::int64_t before = 0;
    const auto place = [&](std::int64_t at) {
      return static_cast<int>(press ? at * whole.height / sum : at);
    };
    for (const int part : parts) {
      result.push_back({whole.from + place(before), place(before + part) - place(before)});
      before += part;
    }
    return result;
  }

  void band(int from_column, const Span& from, int to_column, const Span& to,
            std::string_view style) {
    if (from.height + to.height == 0 || to.height == 0) return;
    const int left = from_column * column_width + bar;
    const int right = to_column * column_width;
    const std::string middle = px((left + right) / 2);
    const auto point = [](int x, int y) { return px(x) + " " + px(y); };
    bands_ += "<path class=\"band ";
    bands_.append(style).append("\" d=\"M").append(point(left, from.from));
    bands_ += " C" + middle + " " + px(from.from) + " " + middle + " " + px(to.from) + " " +
              point(right, to.from) + " V" + px(to.from + to.height) + " C" + middle + " " +
              px(to.from + to.height) + " " + middle + " " + px(from.from + from.height) + " " +
              point(left, from.from + from.height) + " Z\"/>\n";
  }

  static std::string words(int x, int y, std::string_view style, const std::string& spanish,
                           const std::string& english) {
    std::string out;
    for (const bool first : {true, false}) {
      out += "<text lang=\"" + std::string(first ? "es" : "en") + "\" class=\"";
      out.append(style).append("\" x=\"").append(px(x)).append("\" y=\"").append(px(y));
      const std::string& text = first ? spanish : english;
      out += "\">" +
             report::html::escaped(messages::shorten(messages::printable(text), label_width)) +
             "</text>";
    }
    return out += "\n";
  }

  static std::string rectangle(const Bar& each) {
    const int x = each.column * column_width;
    std::string out = "<rect class=\"";
    out.append(each.style).append("\" x=\"").append(px(x)).append("\" y=\"");
    out += px(each.at.from) + "\" width=\"" + px(bar) + "\" height=\"" +
           px(std::max(each.at.height, 5)) + "\"/>\n";
    if (each.at.height < label_height) return out;
    const int middle = each.at.from + each.at.height / 2;
    out += words(x + bar + 60, middle - 20, "name", each.spanish, each.english);
    const std::string amount = each.amount.text();
    return out + words(x + bar + 60, middle + 120, "amount", amount, amount);
  }

  const Flow& flow_;
  Decimal most_;
  std::vector<Bar> bars_;
  std::string bands_;
  std::array<int, columns> next_{top, top, top, top, top, top};
  int bottom_ = top + full;
  Span source_;  ///< what contracts come from
  int source_column_ = 3;
};

}  // namespace

std::string picture(const Flow& flow) {
  return Picture(flow).svg();
}

std::string_view picture_style() {
  return R"(
.flow { display: block; width: 100%; min-width: 60rem; height: auto; font: 12px system-ui, "Segoe UI", Roboto, sans-serif; }
.flow text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.flow .stage { font-weight: 600; }
.flow .band { opacity: .3; }
.flow .a { fill: var(--soft); } .flow .b, .flow .g { fill: var(--bar); } .flow .c { fill: var(--note); }
.flow .d { fill: var(--warning); } .flow .e { fill: var(--line); } .flow .f { fill: var(--good); }
)";
}

}  // namespace edca::budget
