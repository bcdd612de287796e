#include "pages/facts.hpp"

#include <algorithm>
#include <tuple>

#include "json/nodes.hpp"
#include "pages/words_of.hpp"

namespace edca::pages {
namespace {

using json::code;
using json::each_object;
using json::member;
using json::text_of;

constexpr std::size_t longest_title = 300;  ///< characters; what is longer is cut
constexpr std::size_t longest_code = 64;

/// No number of the data is as large; as portal::Sum has it.
constexpr base::Decimal too_large = base::Decimal::whole(1'000'000'000'000'000'000);
constexpr base::Decimal too_small = base::Decimal::whole(-1'000'000'000'000'000'000);

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view first_of_texts(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (!text.empty()) return text;
  }
  return {};
}

std::string code_text(const json::Node* value) {
  const std::string_view text = text_of(value);
  return text.size() <= longest_code ? std::string(text) : std::string();
}

bool was_in_vain(const json::Node* award) {
  const std::string_view status = text_of(member(award, "status"));
  return status == "cancelled" || status == "unsuccessful";
}

const json::Node* first_object(const json::Node* list) {
  for (const json::Node* each : json::Elements(list)) {
    if (json::is_object(each)) return each;
  }
  return nullptr;
}

std::string title_of(const json::Node& release) {
  const json::Node* tender = json::find(release, "tender");
  const json::Node* contract = first_object(json::find(release, "contracts"));
  const json::Node* award = first_object(json::find(release, "awards"));
  const json::Node* planning = json::find(release, "planning");
  return cut_title(
      first_of_texts({text_of(member(tender, "title")), text_of(member(tender, "description")),
                      text_of(member(contract, "title")), text_of(member(award, "title")),
                      text_of(member(contract, "description")),
                      text_of(member(award, "description")), text_of(member(planning, "rationale")),
                      text_of(member(planning, "budget", "description"))}));
}

}  // namespace

std::string cut_title(std::string_view text) {
  if (text.size() <= longest_title) return std::string(text);
  std::size_t characters = 0;
  std::size_t last = 0;  // where the character begins that an ellipsis would take the place of
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (++characters == longest_title) last = at;
    if (characters > longest_title) return std::string(text.substr(0, last)) + "…";
  }
  return std::string(text);
}

std::string day_of(const json::Node* value) {
  const std::string_view text = text_of(value);
  return indicators::day_of_text(text) ? std::string(text.substr(0, 10)) : std::string();
}

std::optional<std::pair<std::string, base::Decimal>> amount_of(const json::Node* value) {
  const auto text = json::number(member(value, "amount"));
  const auto number = text ? base::Decimal::read(*text) : std::nullopt;
  const std::string_view currency = text_of(member(value, "currency"));
  if (!number || !is_currency_code(currency)) return std::nullopt;
  if (*number >= too_large || *number <= too_small) return std::nullopt;
  return std::pair(std::string(currency), *number);
}

void add_sum(Sums& sums, const std::string& currency, const base::Decimal& amount) {
  base::Decimal& sum = sums[currency];
  sum = sum.plus(amount).value_or(sum);
}

const ProcessFacts& FactReader::read(std::string_view record) {
  facts_ = {};
  words_.clear();
  tree_.clear();
  const json::Tree::Read read = tree_.parse(record);
  if (read.error != json::ReadError::none) return facts_;
  const json::Node& root = tree_.at(read.root);
  facts_.ocid = text_of(json::find(root, "ocid"));
  add_words(facts_.ocid);
  const json::Node* release = release_of(root);
  if (release != nullptr) read_release(*release);
  std::ranges::sort(words_);
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  return facts_;
}

/// The compiled release, else the last one that is embedded; dates as ProcessReader takes them.
const json::Node* FactReader::release_of(const json::Node& record) {
  const json::Node* last = nullptr;
  each_object(json::find(record, "releases"), [&](const json::Node* release, std::size_t) {
    facts_.dates.add(text_of(json::find(*release, "date")));
    if (json::find(*release, "url") == nullptr) last = release;
  });
  const json::Node* compiled = json::find(record, "compiledRelease");
  if (!json::is_object(compiled)) return last;
  if (facts_.dates.first.empty()) facts_.dates.add(text_of(json::find(*compiled, "date")));
  return compiled;
}

void FactReader::read_release(const json::Node& release) {
  const indicators::Process process{facts_.ocid, &release, {}, {}, nullptr};
  const indicators::Case given(process);
  facts_.title = title_of(release);
  facts_.method = code_text(member(given.tender, "procurementMethod"));
  facts_.category = code_text(member(given.tender, "mainProcurementCategory"));
  facts_.status = code_text(member(given.tender, "status"));
  Named buyer = named(given, given.buyer);
  if (!buyer.key.empty()) facts_.buyer = std::move(buyer);
  each_object(json::find(release, "awards"), [&](const json::Node* award, std::size_t) {
    if (!was_in_vain(award)) static_cast<void>(suppliers(given, award));
  });
  read_contracts(given, release);
  find_words(release);
}

Named FactReader::named(const indicators::Case& given, const json::Node* reference) const {
  Named result;
  result.key = given.key(reference);
  if (result.key.empty()) return result;
  const json::Node* party = given.party(reference);
  const bool by_id = !given.rfc(reference).empty() || result.key == code(member(reference, "id"));
  if (by_id) result.id = result.key;
  result.name = cut_title(
      first_of_texts({text_of(member(reference, "name")), text_of(member(party, "name"))}));
  result.legal_name = cut_title(text_of(member(party, "identifier", "legalName")));
  if (result.name.empty()) result.name = result.legal_name;
  return result;
}

/// The suppliers of an award, as positions in the list of all.
std::vector<std::size_t> FactReader::suppliers(const indicators::Case& given,
                                               const json::Node* award) {
  std::vector<std::size_t> positions;
  each_object(member(award, "suppliers"), [&](const json::Node* reference, std::size_t) {
    Named supplier = named(given, reference);
    if (supplier.key.empty()) return;
    const auto known = std::ranges::find(facts_.suppliers, supplier.key, &Named::key);
    const auto at = static_cast<std::size_t>(known - facts_.suppliers.begin());
    if (known == facts_.suppliers.end()) facts_.suppliers.push_back(std::move(supplier));
    if (std::ranges::find(positions, at) == positions.end()) positions.push_back(at);
  });
  return positions;
}

void FactReader::read_contracts(const indicators::Case& given, const json::Node& release) {
  std::map<std::string_view, const json::Node*> awards;
  each_object(json::find(release, "awards"), [&](const json::Node* award, std::size_t) {
    awards.try_emplace(code(member(award, "id")), award);
  });
  each_object(json::find(release, "contracts"), [&](const json::Node* node, std::size_t) {
    ContractFacts contract;
    std::string_view award_id = code(member(node, "awardID"));
    if (award_id.empty() && awards.size() == 1) award_id = awards.begin()->first;
    const auto found = awards.find(award_id);
    const json::Node* award = found == awards.end() ? nullptr : found->second;
    contract.id = cut_title(code(member(node, "id")));
    contract.title = cut_title(
        first_of_texts({text_of(member(node, "title")), text_of(member(node, "description")),
                        text_of(member(award, "title")), facts_.title}));
    contract.date = day_of(member(node, "dateSigned"));
    if (contract.date.empty()) contract.date = day_of(member(award, "date"));
    contract.status = code_text(member(node, "status"));
    contract.counts = contract.status != "cancelled";
    contract.suppliers = suppliers(given, award);
    if (contract.date.empty() && year_of(facts_.dates.first) != undated)
      contract.date = facts_.dates.first.substr(0, 10);
    contract.year = contract.date.empty() ? undated : contract.date.substr(0, 4);
    if (auto amount = amount_of(member(node, "value"))) {
      std::tie(contract.currency, contract.amount) = std::move(*amount);
      if (contract.counts) add_sum(facts_.amounts, contract.currency, contract.amount);
    }
    facts_.contracts.push_back(std::move(contract));
  });
}

void FactReader::add_words(std::string_view text, std::string_view family) {
  each_word(text, [&](std::string_view word) {
    words_.emplace_back(word);
    if (!family.empty()) words_.push_back(std::string(family).append(word));
  });
}

void FactReader::add_words(const Named& party, std::string_view family) {
  for (const std::string* text : {&party.name, &party.legal_name, &party.id}) {
    add_words(*text, family);
  }
}

void FactReader::find_words(const json::Node& release) {
  const auto add_texts = [this](const json::Node* object) {
    add_words(code(member(object, "id")));
    add_words(text_of(member(object, "title")));
    add_words(text_of(member(object, "description")));
    each_object(member(object, "items"), [this](const json::Node* item, std::size_t) {
      add_words(text_of(member(item, "description")));
    });
  };
  add_texts(json::find(release, "tender"));
  for (const char* list : {"awards", "contracts"}) {
    each_object(json::find(release, list),
                [&](const json::Node* each, std::size_t) { add_texts(each); });
  }
  const json::Node* planning = json::find(release, "planning");
  add_words(text_of(member(planning, "rationale")));
  add_words(text_of(member(planning, "budget", "description")));
  if (facts_.buyer) add_words(*facts_.buyer, "b:");
  for (const Named& supplier : facts_.suppliers) add_words(supplier, "s:");
}

}  // namespace edca::pages
