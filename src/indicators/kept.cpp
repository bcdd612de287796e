#include "indicators/kept.hpp"

#include <array>
#include <cstring>
#include <type_traits>

#include "indicators/deals.hpp"

namespace edca::indicators {
namespace {

constexpr std::array texts{&Fact::ocid,        &Fact::base,  &Fact::pointer,  &Fact::value,
                           &Fact::contract_id, &Fact::buyer, &Fact::supplier, &Fact::currency,
                           &Fact::item,        &Fact::unit,  &Fact::criteria};

using Lengths = std::array<std::uint32_t, texts.size()>;
static_assert(std::is_trivially_copyable_v<Fact::Numbers>);

}  // namespace

int Fact::year() const {
  return numbers.day < 0 ? 0 : year_of(numbers.day);
}

/// Codes of CUCOP, COG and UNSPSC are digits; those of one's own are told by other marks.
std::string_view Fact::kind() const {
  const std::string_view first = item.substr(0, 4);
  const bool digits = first.find_first_not_of("0123456789") == first.npos;
  return first.size() == 4 && digits ? first : std::string_view();
}

std::string Fact::subject() const {
  std::string name(ocid);
  if (!contract_id.empty()) name += " " + std::string(contract_id);
  return name;
}

Kept::Kept(std::uint64_t memory, const std::string& temporary_folder)
    : grouper_({memory, temporary_folder, 0}) {}

std::uint64_t Kept::file(std::string_view name) {
  if (!files_.empty() && files_[last_] == name) return last_;
  const auto [found, is_new] = numbers_.try_emplace(std::string(name), files_.size());
  if (is_new) files_.emplace_back(name);
  return last_ = found->second;
}

/// The numbers as they lie in memory, the lengths of the texts, the texts.
void Kept::add(std::string_view key, const Fact& fact) {
  Lengths lengths;
  std::size_t size = sizeof(Fact::Numbers) + sizeof(Lengths);
  for (std::size_t at = 0; at < texts.size(); ++at) {
    lengths[at] = static_cast<std::uint32_t>((fact.*texts[at]).size());
    size += lengths[at];
  }
  text_.resize(sizeof(Fact::Numbers) + sizeof(Lengths));
  text_.reserve(size);
  std::memcpy(text_.data(), &fact.numbers, sizeof(Fact::Numbers));
  std::memcpy(text_.data() + sizeof(Fact::Numbers), lengths.data(), sizeof(Lengths));
  for (const auto text : texts) text_ += fact.*text;
  grouper_.add(key, {}, text_);
}

bool Kept::sort() {
  grouper_.finish();
  return grouper_.entries() > 0;
}

Fact Kept::read(std::string_view text) {
  Fact fact;
  Lengths lengths;
  std::memcpy(&fact.numbers, text.data(), sizeof(Fact::Numbers));
  std::memcpy(lengths.data(), text.data() + sizeof(Fact::Numbers), sizeof(Lengths));
  text.remove_prefix(sizeof(Fact::Numbers) + sizeof(Lengths));
  for (std::size_t at = 0; at < texts.size(); ++at) {
    fact.*texts[at] = text.substr(0, lengths[at]);
    text.remove_prefix(lengths[at]);
  }
  return fact;
}

IndicatorEvidence Kept::evidence(const Fact& fact) const {
  IndicatorEvidence result{files_[fact.numbers.file], std::string(fact.base),
                           std::string(fact.value.empty() ? "null" : fact.value)};
  result.pointer += fact.pointer;
  return result;
}

}  // namespace edca::indicators
