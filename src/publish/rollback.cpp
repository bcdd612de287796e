#include "publish/run.hpp"

namespace edca::publish {

void Publisher::Run::roll_back(const Failure& cause, Outcome& outcome) {
  client_.set_cancellable(false);
  outcome.result = cause.result();
  outcome.problems.insert(outcome.problems.begin(), cause);
  journal_.try_note("failed", {{"cause", cause.key()}});
  if (target_->at_once()) {
    if (!committed_) return;
    try {
      target_->revert();
      for (Change& change : changes_) {
        if (change.action != Action::keep) change.state = Change::State::put_back;
      }
    } catch (...) {
      for (Change& change : changes_) {
        if (change.action != Action::keep) change.state = Change::State::unknown;
      }
      outcome.result = Result::inconsistent;
      outcome.problems.push_back(caught_failure());
    }
    return;
  }
  prepare(outcome);
  // The manifest and the pages that name data first, the data last.
  for (std::size_t at = changes_.size(); at-- > 0;) {
    if (touched_[at] != 0) put_back(at, outcome);
  }
  if (outcome.result == Result::inconsistent) return;
  try {
    target_->undo_begin();
  } catch (...) {
    outcome.result = Result::inconsistent;
    outcome.problems.push_back(caught_failure());
  }
}

/// Where that fails, each file is tried all the same: what cannot be put back is told one by one.
void Publisher::Run::prepare(Outcome& outcome) {
  try {
    target_->refresh();
    target_->restore();
  } catch (...) {
    outcome.problems.push_back(caught_failure());
  }
}

void Publisher::Run::put_back(std::size_t at, Outcome& outcome) {
  Change& change = changes_[at];
  try {
    if (change.action == Action::create) {
      take_away(change);
    } else {
      const Previous& previous = previous_.at(change.file.path);
      File old = change.file;
      old.local = previous.local;
      old.bytes = previous.bytes;
      old.sha256 = previous.sha256;
      bool touched = false;
      put(old, target_->look(old.path), change, touched);
      if (settle(old, change) != Found::as_wanted) {
        throw Failure(Result::inconsistent, "publish.not-put-back", {{"path", old.path}});
      }
    }
    change.state = Change::State::put_back;
    journal_.try_note("put-back", {{"path", change.file.path}});
  } catch (...) {
    change.state = Change::State::unknown;
    outcome.result = Result::inconsistent;
    outcome.problems.push_back(caught_failure());
  }
}

}  // namespace edca::publish
