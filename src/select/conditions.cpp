#include "select/conditions.hpp"

#include "base/text.hpp"
#include "semantics/value.hpp"

namespace edca::select {
namespace {

using semantics::identifier;

bool within(const Rule& rule, std::string_view date) {
  const std::string_view day = day_of(date);
  return !day.empty() && (rule.from.empty() || day >= rule.from) &&
         (rule.to.empty() || day <= rule.to);
}

}  // namespace

Judgement::Judgement(const Conditions& conditions, const Case& process)
    : conditions_(conditions), process_(process), process_answers_(conditions.rules.size()) {
  ask(Part::process, &process.release(), {}, process_answers_);
  for (std::size_t at = 0; at < conditions.rules.size(); ++at) {
    const Rule& rule = conditions.rules[at];
    if (rule.buyers.empty()) continue;
    const json::Node* release = &process.release();
    ask_organizations(rule.buyers, semantics::at(release, "buyer"), "/buyer", process_answers_[at]);
    ask_organizations(rule.buyers, semantics::at(release, "tender", "procuringEntity"),
                      "/tender/procuringEntity", process_answers_[at]);
  }
}

/// What the fields of a part say.
void Judgement::ask(Part part, const json::Node* root, const std::string& pointer,
                    Answers& answers) const {
  if (root == nullptr) return;
  for (std::size_t at = 0; at < conditions_.rules.size(); ++at) {
    const Rule& rule = conditions_.rules[at];
    for (const Path& path : rule.fields) {
      if (path.part() != part) continue;
      path.each(*root, pointer, [&](const json::Node& value, const std::string& found) {
        ask_text(rule, value, found, answers[at]);
      });
    }
  }
}

void Judgement::ask_text(const Rule& rule, const json::Node& value, const std::string& pointer,
                         std::vector<Hit>& hits) const {
  const std::string_view text = identifier(&value);
  if (text.empty()) return;
  if (rule.by_day()) {
    if (within(rule, text)) hits.push_back({pointer, std::string(text)});
    return;
  }
  rule.words.each(text, [&](const std::string& word) { hits.push_back({pointer, word}); });
  if (!rule.equal.empty() || !rule.prefixes.empty()) {
    const std::string folded = base::fold(semantics::trimmed(text));
    if (rule.equal.contains(folded)) hits.push_back({pointer, std::string(text)});
    for (const std::string& prefix : rule.prefixes)
      if (folded.starts_with(prefix)) hits.push_back({pointer, prefix});
  }
  if (rule.patterns.empty()) return;
  const std::string folded = rule.folded ? base::fold(text) : std::string();
  for (const auto& pattern : rule.patterns)
    if (pattern->matches(rule.folded ? std::string_view(folded) : text))
      hits.push_back({pointer, pattern->text()});
}

void Judgement::ask_organizations(const std::set<std::string, std::less<>>& wanted,
                                  const json::Node* reference, const std::string& pointer,
                                  std::vector<Hit>& hits) const {
  if (reference == nullptr) return;
  const json::Node* party = process_.party(reference);
  for (const std::string& name :
       {std::string(identifier(reference, "id")), std::string(identifier(reference, "name")),
        std::string(identifier(party, "name")), std::string(identifier(party, "identifier", "id")),
        rfc_of(party)}) {
    if (name.empty() || !wanted.contains(base::fold(semantics::trimmed(name)))) continue;
    hits.push_back({pointer, name});
    return;
  }
}

Judgement::Answers& Judgement::of_award(const Deal& deal) {
  const auto [found, is_new] = award_answers_.try_emplace(deal.award_at);
  Answers& answers = found->second;
  if (!is_new) return answers;
  answers.resize(conditions_.rules.size());
  ask(Part::award, deal.award, deal.award_pointer(), answers);
  for (std::size_t at = 0; at < conditions_.rules.size(); ++at) {
    const Rule& rule = conditions_.rules[at];
    if (rule.suppliers.empty()) continue;
    std::size_t index = 0;
    for (const json::Node& supplier : semantics::list(deal.award, "suppliers")) {
      ask_organizations(rule.suppliers, &supplier,
                        deal.award_pointer() + "/suppliers/" + std::to_string(index++),
                        answers[at]);
    }
  }
  return answers;
}

void Judgement::ask_deal(const Deal& deal) {
  deal_answers_.assign(conditions_.rules.size(), {});
  ask(Part::contract, deal.contract, deal.contract_pointer(), deal_answers_);
  for (std::size_t at = 0; at < conditions_.rules.size(); ++at) {
    const Rule& rule = conditions_.rules[at];
    if (rule.by_day() && rule.fields.empty()) {
      const Signed day = process_.signed_on(deal);
      if (within(rule, day.date)) deal_answers_[at].push_back({day.pointer, std::string(day.date)});
    }
    if (!rule.by_amount()) continue;
    const auto money = process_.amount(deal, rule.amount);
    const bool fits = money && (rule.currency.empty() || money->currency == rule.currency) &&
                      (!rule.at_least || money->amount >= *rule.at_least) &&
                      (!rule.at_most || money->amount <= *rule.at_most);
    if (fits) deal_answers_[at].push_back({money->pointer, money->amount.plain()});
  }
}

bool Judgement::chosen(const Deal& deal) {
  ask_deal(deal);
  const Answers* award = deal.award == nullptr ? nullptr : &of_award(deal);
  std::vector<bool> hold;
  for (std::size_t at = 0; at < conditions_.rules.size(); ++at) {
    hold.push_back(!process_answers_[at].empty() || !deal_answers_[at].empty() ||
                   (award != nullptr && !(*award)[at].empty()));
  }
  return conditions_.where.holds(hold);
}

void Judgement::reasons(const Deal& deal, const Tell& tell) {
  const std::vector<bool>& reasons = conditions_.where.reasons();
  const auto say = [&](const Answers& answers, Part part) {
    for (std::size_t at = 0; at < conditions_.rules.size(); ++at) {
      if (!reasons[at]) continue;
      for (const Hit& hit : answers[at]) tell(conditions_.rules[at], part, hit);
    }
  };
  if (!told_process_) say(process_answers_, Part::process);
  told_process_ = true;
  if (deal.award != nullptr && told_awards_.insert(deal.award_at).second)
    say(of_award(deal), Part::award);
  say(deal_answers_, Part::contract);
}

}  // namespace edca::select
