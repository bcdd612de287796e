// Whatever a server answers, publishing ends, and what is said of it is true: nothing is called
// published that was never sent.
//
// The input is the answers, one after the other, each up to a NUL: a letter for the status, headers
// up to an empty line, and the body.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "edca/publisher.hpp"
#include "edca/transport.hpp"
#include "fuzz/fuzz_folder.hpp"

namespace {

namespace publish = edca::publish;

constexpr int statuses[] = {200, 201, 204, 206, 301, 302, 307, 400, 401, 403, 404, 405, 409,
                            410, 412, 413, 423, 429, 500, 501, 502, 503, 504, 507, 0};

class Answers final : public publish::Transport {
 public:
  explicit Answers(std::string_view answers) : left_(answers) {}

  publish::Response perform(const publish::Request& request) override {
    if (request.restart) request.restart();
    written = written || (request.method != "GET" && request.method != "HEAD");
    publish::Response response = next();
    if (request.sink && response.status == 200) {
      request.sink(response.body);
      response.body.clear();
    }
    return response;
  }

  bool written = false;

 private:
  publish::Response next() {
    publish::Response response;
    std::string_view answer = take_part(left_);
    if (answer.empty()) {
      response.status = 404;
      return response;
    }
    response.status = statuses[static_cast<unsigned char>(answer.front()) % std::size(statuses)];
    if (response.status == 0) response.reached = publish::Reached::sent;
    answer.remove_prefix(1);
    while (!answer.empty()) {
      const std::string_view line = answer.substr(0, answer.find('\n'));
      answer.remove_prefix(std::min(line.size() + 1, answer.size()));
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) break;
      response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
    response.body = answer;
    return response;
  }

  std::string_view left_;
};

publish::Settings settings_for(std::string_view scheme, const FuzzFolder& folder) {
  publish::Settings settings;
  settings.state_folder = folder.path() + "/state";
  settings.retries = 1;
  settings.address = "dav+http://127.0.0.1/portal/";
  if (scheme == "s3") {
    settings.address = "s3://bucket/portal";
    settings.endpoint = "http://127.0.0.1:9000";
    settings.secrets.access_key = "access";
    settings.secrets.secret_key = "secret";
  }
  if (scheme == "ckan") {
    settings.address = "ckan+http://127.0.0.1/dataset/compras";
    settings.secrets.token = "token";
    settings.dataset.title = "Compras";
  }
  return settings;
}

publish::File file_of(const FuzzFolder& folder, const std::string& path, publish::Stage stage) {
  const std::string text = "bytes of " + path;
  folder.write("local-" + path, text);
  publish::File file;
  file.path = path;
  file.local = folder.path() + "/local-" + path;
  file.bytes = text.size();
  file.sha256 = edca::base::sha256(text);
  file.media_type = "application/json";
  file.format = "JSON";
  file.stage = stage;
  return file;
}

void publish_to(std::string_view scheme, std::string_view answers) {
  static const FuzzFolder folder;
  folder.empty();
  const auto server = std::make_shared<Answers>(answers);
  publish::World world;
  world.transport = server;
  world.pause = [](double) {};
  edca::Session session;
  session.clock = [] { return std::int64_t{1750000000}; };
  try {
    publish::Publisher publisher(settings_for(scheme, folder), session, world);
    publisher.plan({file_of(folder, "a.json", publish::Stage::data),
                    file_of(folder, "manifest.json", publish::Stage::manifest)});
    const bool nothing = publisher.changes_nothing();
    const publish::Outcome outcome = publisher.apply(publish::Verify::full);
    if (outcome.result == publish::Result::published && (nothing || !server->written)) std::abort();
    if (outcome.result == publish::Result::unchanged && server->written && nothing) std::abort();
  } catch (const publish::Failure&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  publish_to("dav", text);
  publish_to("s3", text);
  publish_to("ckan", text);
  return 0;
}
