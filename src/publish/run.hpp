#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "edca/publisher.hpp"
#include "publish/client.hpp"
#include "publish/digest.hpp"
#include "publish/journal.hpp"
#include "publish/target.hpp"

namespace edca::publish {

/// What is being caught, as a Failure: a run that cannot go on puts back what it has done, whatever
/// the reason. To be called where something is being caught.
Failure caught_failure();

/// One run of a publisher.
class Publisher::Run {
 public:
  Run(Settings settings, Session session, World world);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void plan(std::vector<File> files);
  bool changes_nothing() const;
  std::string fetch(const std::string& path);
  Rewrites find_rewrites();
  Outcome apply(Verify verify);
  const std::vector<Change>& changes() const { return changes_; }
  const std::string& address() const { return settings_.address; }

 private:
  /// The bytes of a file before the run.
  struct Previous {
    std::string local;
    std::string sha256;
    std::uint64_t bytes = 0;
  };
  /// What reading back tells.
  enum class Found { as_wanted, as_before, other };

  void open();
  bool is_same(const File& file, const Remote& remote);
  void keep_previous();
  std::uint64_t most_noted() const;
  void write_all(Outcome& outcome, Verify verify);
  void write_stage(Stage stage, Outcome& outcome);
  void put(const File& file, Remote before, const Change& change, bool& touched);
  void take_away(const Change& change);
  Found settle(const File& wanted, const Change& change);
  void expect(const File& file, Sink& sink) const;
  void verify_stage(Stage stage, Verify verify, Outcome& outcome);
  void verify_file(const Change& change, Verify verify);
  bool is_readable(const Change& change, Verify verify, std::string& found);
  void remember() noexcept;
  void close(Outcome& outcome) noexcept;
  void clear_previous(Outcome& outcome);
  void roll_back(const Failure& cause, Outcome& outcome);
  void prepare(Outcome& outcome);
  void put_back(std::size_t at, Outcome& outcome);
  void stop_if_cancelled() const;
  Client::Progress counting();

  Settings settings_;
  Session session_;
  Journal journal_;
  Client client_;
  std::unique_ptr<Target> target_;
  std::vector<Change> changes_;
  std::vector<Remote> before_;  ///< of changes_, by index
  std::vector<char> touched_;   ///< may have changed on the target
  std::map<std::string, Previous> previous_;
  bool opened_ = false;
  bool committed_ = false;
  std::uint64_t done_ = 0;  ///< bytes, of total_
  std::uint64_t total_ = 0;
};

}  // namespace edca::publish
