#include "budget/measures.hpp"

#include <algorithm>

#include "json/nodes.hpp"

namespace edca::budget {
namespace {

constexpr std::array<std::string_view, measure_count> names = {
    "approved", "modified", "reserved", "committed", "accrued", "executed", "paid", "available"};

std::optional<Measure> measure_of(std::string_view id) {
  const auto found = std::ranges::find(names, id);
  if (found == names.end()) return std::nullopt;
  return static_cast<Measure>(found - names.begin());
}

std::string lower(std::string_view text) {
  std::string out(text.substr(0, 40));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string_view name(Measure measure) noexcept {
  return names[static_cast<std::size_t>(measure)];
}

int quarter_of(std::string_view update) {
  const std::string text = lower(update);
  constexpr std::array<std::string_view, 4> words = {"primer", "segundo", "tercer", "cuarto"};
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (text.starts_with(words[at])) return static_cast<int>(at) + 1;
  }
  const auto quarter = [](char c) { return c >= '1' && c <= '4' ? c - '0' : 0; };
  if (text.size() == 2 && (text[0] == 't' || text[0] == 'q')) return quarter(text[1]);
  if (text.size() >= 2 && quarter(text[0]) != 0 && !digit(text[1]) &&
      text.find_first_of("tq") != std::string::npos)
    return quarter(text[0]);
  if (text.size() >= 7 && std::all_of(text.begin(), text.begin() + 4, digit) && text[4] == '-' &&
      digit(text[5]) && digit(text[6])) {
    const int month = (text[5] - '0') * 10 + text[6] - '0';
    return month >= 1 && month <= 12 ? (month + 2) / 3 : 0;
  }
  return 0;
}

std::optional<Figure> figure_at(const json::Node* value) {
  const json::Node* amount = member(value, "amount");
  if (amount == nullptr || amount->kind == json::NodeKind::null) return std::nullopt;
  Figure figure;
  figure.currency = text_of(member(value, "currency"));
  if (amount->kind != json::NodeKind::number) return figure;
  figure.text = amount->view();
  figure.amount = base::Decimal::nearest(figure.text);
  return figure;
}

Reading read_measures(const json::Node* measures) {
  Reading reading;
  each_object(measures, [&](const json::Node* each, std::size_t) {
    const auto measure = measure_of(text_of(member(each, "id")));
    auto figure = figure_at(member(each, "value"));
    if (!measure || !figure) return;
    const int quarter = quarter_of(text_of(member(each, "update")));
    auto& place = reading.quarters[quarter][static_cast<std::size_t>(*measure)];
    if (place && place->amount != figure->amount) reading.twice = measure;
    place = std::move(figure);
  });
  return reading;
}

void Sum::add(const std::optional<base::Decimal>& amount) {
  const auto sum = amount ? sum_.plus(*amount) : std::nullopt;
  if (!sum) {
    ++missing_;
    return;
  }
  sum_ = *sum;
  ++added_;
}

void Sum::add(const Sum& other) {
  if (other.any()) add(std::optional(other.sum_));
  missing_ += other.missing_;
}

}  // namespace edca::budget
