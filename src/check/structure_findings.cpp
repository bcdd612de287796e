#include <algorithm>

#include "check/structure.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::check {

std::uint32_t Structure::context() const {
  return frames_.empty() ? no_context : frames_.back().context;
}

/// Fields and codelists are judged where they are reported: outside of combinations, and in the
/// releases of a record, whichever branch turns out to hold.
bool Structure::reports_fields(std::uint32_t track) const {
  return track == 0 || (tracks_[track].of_releases && context() != no_context);
}

std::string Structure::pointer(std::size_t depth) const {
  std::string out;
  for (std::size_t at = 0; at < depth; ++at) {
    const Frame& frame = frames_[at];
    if (frame.is_array) {
      json::append_index(out, static_cast<std::size_t>(frame.count - 1));
    } else {
      json::append_token(out, {frame.key, frame.key_length});
    }
  }
  return out;
}

/// Counts a finding and makes room for its details; nullptr when nobody will read them.
Finding* Structure::hit(std::uint32_t track, const Rule* rule, std::size_t offset,
                        std::size_t depth) {
  const auto index = static_cast<std::size_t>(rule - rules().data());
  std::vector<Hit>* target = &hits_;
  if (track != 0) {
    Track& branch = tracks_[track];
    if (rule->id.starts_with("schema.")) {
      branch.failed = true;
      ++branch.count;
    }
    if (!branch.keeps || !keeps_another(branch, index)) return nullptr;
    target = &branch.kept;
  } else {
    // What others leave to a rule they leave to it also where nobody wants to hear it.
    if (task_.scope->speaks_first(index)) spoken_.push_back(offset);
    if (!task_.scope->enabled[index]) return nullptr;
    if (!keeps(index)) return nullptr;
  }
  const std::uint32_t context = this->context();
  Hit& hit = target->emplace_back(Hit{offset, context, {}});
  hit.finding.rule = rule;
  hit.finding.severity = rule->severity;
  hit.finding.pointer = pointer(depth);
  hit.finding.value = json::excerpt(task_.text, offset);
  describe_field(hit.finding, depth == frames_.size() ? field_ : frames_[depth].field, depth);
  return &hit.finding;
}

/// Counts a finding; whether it is one of the first of the unit of work.
bool Structure::keeps(std::size_t rule) {
  const std::uint64_t earlier = task_.before == nullptr ? 0 : (*task_.before)[rule];
  return tally_->of(rule)++ + earlier < task_.scope->keep;
}

/// Gives a finding of a branch to the track around the combination.
void Structure::add(std::uint32_t track, Hit hit) {
  const auto index = static_cast<std::size_t>(hit.finding.rule - rules().data());
  if (track != 0) {
    Track& branch = tracks_[track];
    if (hit.finding.rule->id.starts_with("schema.")) {
      branch.failed = true;
      ++branch.count;
    }
    if (branch.keeps && keeps_another(branch, index)) branch.kept.push_back(std::move(hit));
    return;
  }
  if (task_.scope->speaks_first(index)) spoken_.push_back(hit.offset);
  if (!task_.scope->enabled[index]) return;
  if (keeps(index)) hits_.push_back(std::move(hit));
}

/// The same for findings of which only the number is known.
void Structure::count(std::uint32_t track, std::size_t rule, std::uint64_t findings) {
  if (findings == 0) return;
  if (track == 0) {
    if (task_.scope->enabled[rule]) tally_->of(rule) += findings;
    return;
  }
  Track& branch = tracks_[track];
  if (rules()[rule].id.starts_with("schema.")) {
    branch.failed = true;
    branch.count += findings;
  }
  if (!branch.keeps) return;
  branch.more.of(rule) += findings;
}

/// Whether a branch keeps one more finding; if not, counts it. Where few findings are wanted, few
/// are enough to tell what is wrong with a branch.
bool Structure::keeps_another(Track& branch, std::size_t rule) const {
  constexpr std::uint64_t enough = 1000;
  if (branch.kept.size() < std::max(enough, task_.scope->keep)) return true;
  ++branch.more.of(rule);
  return false;
}

void Structure::describe_field(Finding& finding, const Field* field, std::size_t depth) const {
  for (std::size_t at = depth; at > 0; --at) {
    const Frame& frame = frames_[at - 1];
    if (frame.is_array) continue;
    finding.arguments.emplace_back("field", std::string(frame.key, frame.key_length));
    break;
  }
  if (field == nullptr) return;
  if (!field->title_en.empty()) finding.arguments.emplace_back("title_en", field->title_en);
  if (!field->title_es.empty()) finding.arguments.emplace_back("title_es", field->title_es);
}

}  // namespace edca::check
