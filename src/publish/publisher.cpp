#include "edca/publisher.hpp"

#include "base/session.hpp"
#include "net/url.hpp"
#include "publish/run.hpp"
#include "publish/target_kinds.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

namespace edca::publish {

namespace fs = std::filesystem;

/// Enough for 100,000 files; it is read into memory.
constexpr std::uint64_t most_manifest_bytes = std::uint64_t{64} << 20;

Publisher::Publisher(Settings settings, Session session, World world)
    : run_(std::make_unique<Run>(std::move(settings), std::move(session), std::move(world))) {}
Publisher::~Publisher() = default;

const std::vector<Change>& Publisher::plan(std::vector<File> files) {
  run_->plan(std::move(files));
  return run_->changes();
}

bool Publisher::changes_nothing() const {
  return run_->changes_nothing();
}

std::string Publisher::fetch(const std::string& path) {
  return run_->fetch(path);
}

Outcome Publisher::apply(Verify verify) {
  return run_->apply(verify);
}

const std::vector<Change>& Publisher::changes() const {
  return run_->changes();
}

Publisher::Run::Run(Settings settings, Session session, World world)
    : settings_(std::move(settings)),
      session_(std::move(session)),
      journal_(settings_.state_folder, shown(settings_.address)),
      client_(settings_, session_, std::move(world)),
      target_(make_target(settings_, client_)) {
  std::error_code ignored;
  fs::remove_all(journal_.folder() + "/previous", ignored);
}

Publisher::Run::~Run() = default;

void Publisher::Run::open() {
  if (!opened_) target_->open();
  opened_ = true;
}

void Publisher::Run::plan(std::vector<File> files) {
  open();
  std::erase_if(files, [&](const File& file) { return !target_->takes(file); });
  std::sort(files.begin(), files.end(), [](const File& one, const File& other) {
    return std::pair(one.stage, std::string_view(one.path)) <
           std::pair(other.stage, std::string_view(other.path));
  });
  changes_.clear();
  before_.clear();
  for (File& file : files) {
    stop_if_cancelled();
    Remote remote = target_->look(file.path);
    Change change;
    change.url = target_->url(file.path);
    if (!remote.exists) {
      change.action = Action::create;
    } else if (!is_same(file, remote)) {
      change.action = Action::replace;
    } else {
      change.state = Change::State::kept;
    }
    change.file = std::move(file);
    changes_.push_back(std::move(change));
    before_.push_back(std::move(remote));
  }
  touched_.assign(changes_.size(), 0);
}

bool Publisher::Run::is_same(const File& file, const Remote& remote) {
  if (remote.bytes != file.bytes || !target_->describes(file)) return false;
  if (!remote.sha256.empty()) return remote.sha256 == file.sha256;
  const auto known = journal_.known(file.path);
  if (known && !remote.version.empty() && known->version == remote.version) {
    return known->sha256 == file.sha256;
  }
  Digest digest;
  digest.expect(remote.bytes);
  if (!target_->fetch(file.path, digest)) return false;
  const std::string sha256 = digest.sha256();
  if (!remote.version.empty()) journal_.know(file.path, {sha256, remote.version});
  return sha256 == file.sha256;
}

bool Publisher::Run::changes_nothing() const {
  return std::all_of(changes_.begin(), changes_.end(),
                     [](const Change& change) { return change.action == Action::keep; });
}

std::string Publisher::Run::fetch(const std::string& path) {
  open();
  const auto found = previous_.find(path);
  if (found != previous_.end()) return found->second.local;
  const std::string folder = journal_.folder() + "/previous";
  std::error_code error;
  fs::create_directories(folder, error);
  std::string local = folder + "/" + std::to_string(previous_.size());
  SavedDigest digest(local);
  if (changes_.empty()) digest.most_bytes = most_manifest_bytes;
  for (std::size_t at = 0; at < changes_.size(); ++at) {
    if (changes_[at].file.path == path) digest.expect(before_[at].bytes);
  }
  if (!target_->fetch(path, digest)) return {};
  digest.finish();
  Previous& previous = previous_[path];
  previous.local = local;
  previous.bytes = digest.bytes();
  previous.sha256 = digest.sha256();
  journal_.add("before", {{"path", path}, {"file", fs::path(local).filename().generic_string()}});
  return local;
}

void Publisher::Run::stop_if_cancelled() const {
  if (client_.cancelled()) throw Failure(Result::failed, "publish.cancelled");
}

Client::Progress Publisher::Run::counting() {
  return [this](std::uint64_t bytes) {
    base::tell(session_, {0, done_ + bytes, total_});
    return true;
  };
}

std::string shown(std::string_view address) {
  return net::shown(address);
}

int exit_code(Result result) {
  switch (result) {
    case Result::published:
    case Result::unchanged:
      return 0;
    case Result::pending:
      return 10;
    case Result::usage:
      return 2;
    case Result::failed:
      return 3;
    case Result::refused:
      return 4;
    case Result::conflict:
      return 5;
    case Result::restored:
      return 6;
    case Result::inconsistent:
      return 7;
  }
  return 2;
}

}  // namespace edca::publish
