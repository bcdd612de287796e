// Whatever a server answers while a portal is published: the run ends, says nothing of credentials,
// and calls a file written only where a request went out for it. The first byte says to what kind
// of target; each answer is a status, headers, an empty line and a body, with NUL behind it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "edca/publisher.hpp"
#include "fuzz/fuzz_folder.hpp"

namespace {

namespace publish = edca::publish;

constexpr std::string_view secret = "clave-muy-secreta";

/// Answers what the input says, in its order; behind its end nobody answers.
class Script final : public publish::Transport {
 public:
  explicit Script(std::string_view rest) : rest_(rest) {}

  publish::Response perform(const publish::Request& request) override {
    if (++requests_ > 2000) std::abort();
    if (request.method != "GET" && request.method != "HEAD") ++writes_;
    publish::Response response = next();
    if (request.restart) request.restart();
    if (request.method == "HEAD") response.body.clear();
    if (response.body.size() > request.most_bytes) {
      response.reached = publish::Reached::sent;
      response.too_long = true;
    } else if (request.sink && response.status == 200) {
      request.sink(response.body);
      response.body.clear();
    }
    return response;
  }

  std::uint64_t writes() const { return writes_; }

 private:
  std::string_view line(std::string_view& text) const {
    const std::string_view found = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(found.size() + 1, text.size()));
    return found;
  }

  publish::Response next() {
    publish::Response response;
    std::string_view answer = take_part(rest_);
    response.status = std::atoi(std::string(line(answer)).c_str());
    if (response.status < 100 || response.status > 999) {
      response.reached = response.status == 1 ? publish::Reached::nothing : publish::Reached::sent;
      response.reason = "broken off";
      response.status = 0;
      return response;
    }
    for (std::string_view each; !(each = line(answer)).empty();) {
      const std::size_t colon = each.find(':');
      if (colon == std::string_view::npos) continue;
      response.headers.emplace_back(each.substr(0, colon), each.substr(colon + 1));
    }
    response.body = answer;
    return response;
  }

  std::string_view rest_;
  int requests_ = 0;
  std::uint64_t writes_ = 0;
};

publish::Settings settings_of(unsigned kind, const std::string& folder) {
  publish::Settings settings;
  settings.state_folder = folder + "/state";
  settings.retries = 1;
  settings.timeout = 2;
  settings.allow_http = true;
  settings.secrets = {std::string(secret), "ana", std::string(secret), "llave", std::string(secret),
                      std::string(secret)};
  settings.dataset.title = "Compras";
  settings.dataset.organization = "municipio";
  settings.address = kind == 0   ? "dav+http://127.0.0.1/portal/"
                     : kind == 1 ? "s3://bucket/portal"
                                 : "ckan+http://127.0.0.1/dataset/compras";
  settings.endpoint = "http://127.0.0.1:9000";
  return settings;
}

std::vector<publish::File> files_of(const FuzzFolder& folder) {
  std::vector<publish::File> files;
  for (const std::string name : {"a.json", "manifest.json"}) {
    const std::string text = "{\"files\": [\"" + name + "\"]}";
    folder.write(name, text);
    publish::File file;
    file.path = name;
    file.local = folder.path() + "/" + name;
    file.bytes = text.size();
    file.sha256 = edca::base::sha256(text);
    file.media_type = "application/json";
    file.format = "JSON";
    if (name == "manifest.json") file.stage = publish::Stage::manifest;
    files.push_back(std::move(file));
  }
  return files;
}

void check(const edca::Error& problem) {
  for (const auto& [name, value] : problem.arguments()) {
    if (value.find(secret) != std::string::npos) std::abort();
  }
}

void check(const publish::Outcome& outcome, const publish::Publisher& publisher,
           std::uint64_t writes) {
  std::uint64_t written = 0;
  for (const publish::Change& change : publisher.changes()) {
    const bool claimed = change.state == publish::Change::State::written ||
                         change.state == publish::Change::State::verified;
    written += claimed ? 1 : 0;
    if (outcome.result == publish::Result::published &&
        change.state == publish::Change::State::planned) {
      std::abort();
    }
  }
  if (written > writes) std::abort();
  if (outcome.problems.empty() && publish::exit_code(outcome.result) != 0) std::abort();
  for (const edca::Error& problem : outcome.problems) check(problem);
}

void run(unsigned byte, std::string_view answers, const FuzzFolder& folder) {
  const auto script = std::make_shared<Script>(answers);
  publish::World world;
  world.transport = script;
  world.pause = [](double) {};
  edca::Session session;
  session.clock = [] { return std::int64_t{1750000000}; };
  try {
    publish::Publisher publisher(settings_of(byte % 3, folder.path()), session, world);
    if ((byte & 64) != 0) {
      static_cast<void>(publisher.status());
      return;
    }
    publisher.plan(files_of(folder));
    static_cast<void>(publisher.find_rewrites());
    const bool all = (byte & 128) != 0;
    const publish::Outcome outcome =
        publisher.apply(all ? publish::Verify::full : publish::Verify::head);
    check(outcome, publisher, script->writes());
  } catch (const publish::Failure& failure) {
    check(failure);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFolder folder;
  if (size == 0) return 0;
  folder.empty();
  run(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1}, folder);
  return 0;
}
