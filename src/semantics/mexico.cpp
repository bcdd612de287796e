#include <algorithm>
#include <set>
#include <string>

#include "base/text.hpp"
#include "semantics/families.hpp"
#include "semantics/tax_ids.hpp"

namespace edca::semantics {
namespace {

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Rules of INAI's platform: https://github.com/INAImexico
void check_party_ids(const Process& process, Recorder& recorder) {
  for (const Value& party : process.parties) {
    const std::string_view id = identifier(&party, "id");
    const std::string wanted = register_id(party);
    if (wanted.empty() || id.empty() || id == wanted || has_unit_id(party)) continue;
    if (names_nobody(identifier(&party, "identifier", "id"))) continue;
    // A unit may have the number of its body, but not its id.
    const bool taken = filled(&party, "memberOf") && process.party.count(wanted) != 0;
    if (!taken) recorder.add("mexico.party-id", *at(&party, "id"), {{"wanted", wanted}});
  }
}

void check_classification(const Value* classification, Recorder& recorder) {
  const std::string_view scheme = text(classification, "scheme");
  const std::string_view id = identifier(classification, "id");
  if (id.empty()) return;
  const Value& value = *at(classification, "id");
  if (scheme == "CUCOP" && (id.size() != 8 || !all_digits(id))) recorder.add("mexico.cucop", value);
  if (scheme == "COG" && (id.size() < 4 || id.size() > 5 || !all_digits(id)))
    recorder.add("mexico.cog", value);
}

void check_items(const Value* holder, Recorder& recorder) {
  for (const Value& item : list(holder, "items")) {
    check_classification(at(&item, "classification"), recorder);
    for (const Value& classification : list(&item, "additionalClassifications"))
      check_classification(&classification, recorder);
  }
}

/// The method that the words of the law stand for; "" for other words.
std::string_view method_of(std::string_view details) {
  const std::string folded = base::fold(details.substr(0, 80));
  if (folded.starts_with("licitacion publica")) return "open";
  if (folded.starts_with("invitacion a cuando menos tres")) return "selective";
  if (folded.starts_with("adjudicacion directa")) return "direct";
  return {};
}

void check_method(const Process& process, Recorder& recorder) {
  const Value* tender = process.tender;
  const std::string_view method = text(tender, "procurementMethod");
  const std::string_view details = text(tender, "procurementMethodDetails");
  const std::string_view meant = method_of(details);
  const bool known =
      method == "open" || method == "selective" || method == "limited" || method == "direct";
  // OCDS calls it limited to invite bidders of one's choice, INAI's platform selective.
  const bool invited = meant == "selective" && method == "limited";
  if (!meant.empty() && known && meant != method && !invited) {
    recorder.add("mexico.method-details", *at(tender, "procurementMethod"),
                 {{"details", details}, {"wanted", meant}});
  }
  if (method == "direct" && is_complete(process, Part::tender) &&
      !filled(tender, "procurementMethodRationale"))
    recorder.absent("mexico.direct-rationale", *tender, "procurementMethodRationale");
}

/// The main category that an additional one belongs to; "" for other codes.
std::string_view category_of(std::string_view code) {
  if (code == "goodsAcquisition" || code == "goodsLease" || code == "goods") return "goods";
  if (code == "services" || code == "worksRelatedServices" || code == "consultingServices")
    return "services";
  return code == "works" ? code : std::string_view();
}

void check_category(const Process& process, Recorder& recorder) {
  const std::string_view main = text(process.tender, "mainProcurementCategory");
  std::string_view first;
  std::string_view wanted;
  for (const Value& value : list(process.tender, "additionalProcurementCategories")) {
    const std::string_view code = value.kind == Kind::string ? value.view() : std::string_view();
    const std::string_view category = category_of(code);
    // A purchase may be of several kinds, in any order.
    if (category == main) return;
    if (!wanted.empty() || category.empty()) continue;
    first = code;
    wanted = category;
  }
  if (!main.empty() && !wanted.empty()) {
    recorder.add("mexico.category", *at(process.tender, "mainProcurementCategory"),
                 {{"additional", first}, {"wanted", wanted}});
  }
}

/// Bidders are told three times: as a number, as tenderers, as parties with that role.
void check_tenderers(const Process& process, Recorder& recorder) {
  const std::string_view said = number(process.tender, "numberOfTenderers");
  if (said.empty() || !is_complete(process, Part::tender) ||
      !list(process.tender, "tenderers").empty())
    return;
  std::size_t count = 0;
  for (const Value& party : process.parties) count += has_word(at(&party, "roles"), "tenderer");
  if (count != 0 && said != std::to_string(count)) {
    recorder.add("mexico.tenderer-parties", *at(process.tender, "numberOfTenderers"),
                 {{"said", said}, {"count", std::to_string(count)}});
  }
}

class Documents {
 public:
  explicit Documents(const Process& process) {
    add(process.planning);
    add(process.tender);
    for (const Value& award : process.awards) add(&award);
    for (const Value& contract : process.contracts) {
      add(&contract);
      add(at(&contract, "implementation"));
    }
  }

  /// The codes that are not there, joined by commas.
  std::string missing(std::initializer_list<std::string_view> codes) const {
    std::string out;
    for (const std::string_view code : codes) {
      if (types_.count(code) != 0) continue;
      if (!out.empty()) out += ',';
      out += code;
    }
    return out;
  }

 private:
  void add(const Value* holder) {
    for (const Value& document : list(holder, "documents"))
      types_.insert(text(&document, "documentType"));
  }

  std::set<std::string_view> types_;
};

/// Of a whole process, the documents that the kind of procedure asks for.
void check_documents(const Process& process, Recorder& recorder) {
  const std::string_view kind = method_of(text(process.tender, "procurementMethodDetails"));
  if (kind.empty() || !process.compiled) return;
  const Documents documents(process);
  std::string missing;
  const auto expect = [&](bool reached, std::initializer_list<std::string_view> codes) {
    const std::string more = reached ? documents.missing(codes) : std::string();
    if (!missing.empty() && !more.empty()) missing += ',';
    missing += more;
  };
  expect(filled(process.planning), {"needsAssessment", "marketStudies", "projectPlan"});
  expect(kind == "direct", {"technicalSpecifications"});
  const std::string_view status = text(process.tender, "status");
  const bool announced = kind != "direct" && status != "planning" && status != "planned";
  expect(announced, {"tenderNotice"});
  expect(announced && status != "active", {"clarifications"});
  const bool awarded =
      std::any_of(process.awards.begin(), process.awards.end(),
                  [](const Value& award) { return text(&award, "status") != "unsuccessful"; });
  expect(awarded, {"awardNotice"});
  expect(!process.contracts.empty(), {"contractSigned"});
  if (!missing.empty())
    recorder.absent("mexico.documents", *process.root, "documents", {{"names", missing}});
}

}  // namespace

void check_mexico(const Process& process, Recorder& recorder) {
  if (!process.standard.mexican) return;
  check_party_ids(process, recorder);
  check_method(process, recorder);
  check_category(process, recorder);
  check_tenderers(process, recorder);
  check_documents(process, recorder);
  check_items(process.tender, recorder);
  for (const Value& award : process.awards) check_items(&award, recorder);
  for (const Value& contract : process.contracts) check_items(&contract, recorder);
}

}  // namespace edca::semantics
