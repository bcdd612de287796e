#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "edca/finding.hpp"
#include "schema/profile.hpp"
#include "semantics/compiled.hpp"
#include "semantics/coverage.hpp"
#include "semantics/process.hpp"
#include "semantics/recorder.hpp"

namespace edca::semantics {

/// What an item is.
enum class Subject : std::uint8_t { release, record, project };

/// A release, record or project, told from others of the run.
struct Identity {
  std::uint64_t key = 0;      ///< of what it is and its ids
  std::uint64_t content = 0;  ///< of all it says: json::content_hash()
  Subject subject = Subject::release;
  bool compiled = false;   ///< a release that is made anew whenever its process goes on
  std::size_t offset = 0;  ///< of the object in the text of the item
  std::string ocid;
  std::string release;
};

/// Whether a family of rules is about what values mean, and so run by SemanticRules.
bool is_semantic(std::string_view family);

/// A day ("2025-03-14", its end in UTC), a date-time or "@" and the seconds since 1970 as seconds
/// since the year 0 began; empty: what the clock says. Throws Error(usage, "date.unknown") with
/// argument date.
std::int64_t point_in_time(std::string_view text);

/// Runs the rules that look at what the values mean over one item after another. One per thread.
class SemanticRules {
 public:
  /// `enabled` by index of rules(); `now` in seconds as in Moment. The references must stay.
  SemanticRules(const std::vector<bool>& enabled, const std::uint64_t& keep, std::int64_t now);

  /// Where the item to be judged is built.
  json::Tree& tree() { return tree_; }
  const json::Node* root() const { return &tree_.at(0); }
  /// Judges the item in tree(), `text`: `tally` counts every finding, hits() are those kept;
  /// `earlier` are the counts of what was judged before and is kept with it; `spoken` and `slips`
  /// as for Recorder::begin().
  void judge(std::string_view text, Subject subject, const schema::Profile& profile, Tally& tally,
             const Tally* earlier = nullptr, std::span<const std::size_t> spoken = {},
             std::span<const Slip> slips = {});

  /// Whether the compiled releases of the records that follow are known to be what merging their
  /// releases gives: then no second merge tells whether they are.
  void trust_compiled(bool merged) { merged_ = merged; }

  /// Counts the fields of the last item; of a record, those of its compiled release or else of its
  /// releases.
  void cover(Coverage& coverage) const;
  /// Obligatory fields of what cover() counts; none for projects.
  Share obligatory() const;
  /// What the same tell for the score of a body.
  Quality quality() const;
  /// "2025-03" of the date of the last item; empty where there is none.
  std::string month() const;

  void clear() {
    covered_.clear();
    hits_.clear();
    identities_.clear();
  }
  std::vector<Hit>& hits() { return hits_; }
  /// The item, and of a record its releases, as far as they have ids.
  std::vector<Identity>& identities() { return identities_; }

 private:
  void run(const Value& root, Standard standard, Standing standing = Standing::alone);
  void record(const Value& root, std::string_view text, const schema::Profile& profile);
  void remember(const Value& value, Subject subject);

  std::int64_t now_;
  bool speaks_ = false;   ///< any rule about meaning is enabled
  bool history_ = false;  ///< any of its family is
  bool merged_ = false;   ///< see trust_compiled()
  json::Tree tree_;
  TextHints hints_;  ///< of the item at hand
  Recorder recorder_;
  CompiledCheck compiled_;
  const schema::Node* schema_ = nullptr;  ///< of releases or projects
  base::KeyedHash hash_;
  std::vector<Hit> hits_;
  std::vector<const Value*> covered_;
  bool project_ = false;
  std::vector<Identity> identities_;
};

}  // namespace edca::semantics
