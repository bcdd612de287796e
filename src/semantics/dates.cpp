#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// Reports `late` when it should not be before `early`.
bool in_order(base::RuleId rule, const std::optional<Moment>& early,
              const std::optional<Moment>& late, Recorder& recorder) {
  if (!early || !late || !(*late < *early)) return true;
  // Dates that are days, written at midnight of different zones, may seem to go back by hours.
  if (late->day() >= early->day() || !on_later_day(*early, *late)) return true;
  recorder.add(rule, *late->value, {{"early", early->day()}, {"late", late->day()}});
  return false;
}

/// A release tells what had happened up to its date. Of what has not happened yet, date.future
/// speaks.
void published_after(const std::optional<Moment>& event, const Process& process,
                     Recorder& recorder) {
  const auto& released = process.date;
  if (!event || !released || event->day() <= released->day() || !on_later_day(*event, *released))
    return;
  if (is_future(*event, process)) return;
  recorder.add("date.after-release", *event->value, {{"late", released->day()}});
}

/// When proposals are due. Suppliers may join a framework for as long as it lasts.
std::optional<Moment> proposals_due(const Process& process) {
  const std::string_view details = text(process.tender, "procurementMethodDetails");
  const std::string folded = base::fold(details.substr(0, 80));
  if (folded.find("contrato marco") != std::string::npos ||
      folded.find("convenio marco") != std::string::npos)
    return std::nullopt;
  return moment(process.tender, "tenderPeriod", "endDate");
}

/// A contract binds from the day of the award, and by law is signed within fifteen days of it
/// (LAASSP and LOPSRM); where the award is not told, those days are allowed for.
void check_start(const Process& process, const std::optional<Moment>& awarded,
                 const std::optional<Moment>& signed_on, const std::optional<Moment>& starts,
                 Recorder& recorder) {
  constexpr std::int64_t fifteen_days = std::int64_t{16} * 86'400 - 1;  // to the end of the last
  if (awarded && starts && awarded->day() <= starts->day()) return;
  if (process.standard.mexican && !awarded && signed_on && starts &&
      starts->seconds + fifteen_days >= signed_on->seconds)
    return;
  in_order("date.signature-period", signed_on, starts, recorder);
}

void check_documents(const Value* holder, const Process& process, Recorder& recorder) {
  for (const Value& document : list(holder, "documents")) {
    const auto published = moment(&document, "datePublished");
    const auto modified = moment(&document, "dateModified");
    in_order("date.document-order", published, modified, recorder);
    published_after(published, process, recorder);
  }
}

void check_milestones(const Value* holder, const Process& process, Recorder& recorder) {
  for (const Value& milestone : list(holder, "milestones"))
    published_after(moment(&milestone, "dateMet"), process, recorder);
}

/// Amendments come after what they amend.
void check_amendments(const Value* holder, const std::optional<Moment>& signed_on,
                      Recorder& recorder) {
  for (const Value& amendment : list(holder, "amendments"))
    in_order("date.amendment-order", signed_on, moment(&amendment, "date"), recorder);
}

void check_tender(const Process& process, Recorder& recorder) {
  const Value* tender = process.tender;
  const auto opens = moment(tender, "tenderPeriod", "startDate");
  const auto closes = moment(tender, "tenderPeriod", "endDate");
  in_order("date.enquiry-order", moment(tender, "enquiryPeriod", "endDate"), closes, recorder);
  in_order("date.tender-contract-period", proposals_due(process),
           moment(tender, "contractPeriod", "startDate"), recorder);
  in_order("date.award-period-order", opens, moment(tender, "awardPeriod", "startDate"), recorder);
  for (const Value& meeting : list(tender, "clarificationMeetings"))
    in_order("date.meeting-order", moment(&meeting, "date"), closes, recorder);
  check_amendments(tender, opens, recorder);
  check_documents(tender, process, recorder);
  check_milestones(tender, process, recorder);
}

void check_contract(const Process& process, const Value& contract, Recorder& recorder) {
  const auto signed_on = moment(&contract, "dateSigned");
  const auto found = process.award.find(identifier(&contract, "awardID"));
  const Value* award = found == process.award.end() ? nullptr : found->second;
  const auto awarded = moment(award, "date");
  // Of an award that lies in the future, date.future speaks.
  if (!awarded || !is_future(*awarded, process))
    in_order("date.award-signature", awarded, signed_on, recorder);
  if (at(award, "date") == nullptr)
    in_order("date.tender-signature", proposals_due(process), signed_on, recorder);
  check_start(process, awarded, signed_on, moment(&contract, "period", "startDate"), recorder);
  published_after(signed_on, process, recorder);
  const Value* implementation = at(&contract, "implementation");
  for (const Value& transaction : list(implementation, "transactions")) {
    const auto paid = moment(&transaction, "date");
    if (in_order("date.signature-payment", signed_on, paid, recorder))
      published_after(paid, process, recorder);
  }
  check_amendments(&contract, signed_on, recorder);
  for (const Value* holder : {&contract, implementation}) {
    check_documents(holder, process, recorder);
    check_milestones(holder, process, recorder);
  }
}

/// Dates that tell of different events, by point in time.
class Events {
 public:
  void add(const Value* object, std::string_view field) {
    if (const auto when = moment(object, field)) {
      Same& same = events_[when->seconds];
      same.fields.insert(field);
      ++same.count;
      if (same.first == nullptr || when->value < same.first) same.first = when->value;
    }
  }

  void add_documents(const Value* holder) {
    for (const Value& document : list(holder, "documents")) add(&document, "dateModified");
    for (const Value& milestone : list(holder, "milestones")) add(&milestone, "dueDate");
  }

  void report(Recorder& recorder) const {
    constexpr std::size_t different = 3;
    constexpr std::size_t enough = 4;
    for (const auto& [seconds, same] : events_) {
      // On the hour, people may have written it.
      if (same.fields.size() < different || same.count < enough || seconds % 60 == 0) continue;
      recorder.add("date.fabricated", *same.first, {{"count", std::to_string(same.count)}});
    }
  }

 private:
  struct Same {
    std::set<std::string_view> fields;
    std::size_t count = 0;
    const Value* first = nullptr;
  };
  std::map<std::int64_t, Same> events_;
};

/// Midnight in UTC is the evening before in Mexico.
void check_midnight(const Process& process, Recorder& recorder) {
  std::size_t midnight = 0;
  const Value* first = nullptr;
  const auto look = [&](const Value* value) {
    const auto when = moment(value);
    if (!when) return;
    const std::string_view text = when->text();
    const bool utc = text.ends_with('Z') || text.ends_with('z');
    if (!utc || text.substr(11, 8) != "00:00:00") return;
    ++midnight;
    if (first == nullptr) first = value;
  };
  for (const std::string_view period : {"tenderPeriod", "enquiryPeriod", "awardPeriod"}) {
    look(at(process.tender, period, "startDate"));
    look(at(process.tender, period, "endDate"));
  }
  for (const Value& award : process.awards) look(at(&award, "date"));
  for (const Value& contract : process.contracts) {
    look(at(&contract, "dateSigned"));
    look(at(&contract, "period", "startDate"));
    look(at(&contract, "period", "endDate"));
  }
  if (midnight >= 3)
    recorder.add("date.midnight-utc", *first, {{"count", std::to_string(midnight)}});
}

}  // namespace

void check_dates(const Process& process, Recorder& recorder) {
  if (process.standard.oc4ids) return;
  check_documents(process.planning, process, recorder);
  check_milestones(process.planning, process, recorder);
  check_tender(process, recorder);
  for (const Value& award : process.awards) {
    const auto awarded = moment(&award, "date");
    in_order("date.tender-award", proposals_due(process), awarded, recorder);
    published_after(awarded, process, recorder);
    check_amendments(&award, awarded, recorder);
    check_documents(&award, process, recorder);
  }
  for (const Value& contract : process.contracts) check_contract(process, contract, recorder);
}

void check_fabricated_dates(const Process& process, Recorder& recorder) {
  Events events;
  events.add(at(process.tender, "tenderPeriod"), "endDate");
  events.add_documents(process.tender);
  events.add_documents(process.planning);
  for (const Value& award : process.awards) {
    events.add(&award, "date");
    events.add_documents(&award);
  }
  for (const Value& contract : process.contracts) {
    events.add(&contract, "dateSigned");
    events.add_documents(&contract);
    const Value* implementation = at(&contract, "implementation");
    events.add_documents(implementation);
    for (const Value& transaction : list(implementation, "transactions"))
      events.add(&transaction, "date");
  }
  events.report(recorder);
  if (process.standard.mexican) check_midnight(process, recorder);
}

}  // namespace edca::semantics
