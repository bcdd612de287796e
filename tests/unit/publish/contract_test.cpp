// One suite that holds for every target, over servers in memory that fail where it hurts.

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <memory>

#include "catch.hpp"
#include "publish/journal.hpp"
#include "unit/publish/fakes.hpp"

namespace {

namespace fs = std::filesystem;
using edca::publish::Change;
using edca::publish::Failure;
using edca::publish::File;
using edca::publish::Journal;
using edca::publish::Outcome;
using edca::publish::Part;
using edca::publish::Publisher;
using edca::publish::Request;
using edca::publish::Result;
using edca::publish::Settings;
using edca::publish::Stage;
using edca::publish::Transport;
using edca::publish::Verify;
namespace fakes = edca::publish::fakes;
using fakes::FakeServer;
using fakes::Fault;

using Contents = std::map<std::string, std::string>;

/// A target of a kind and what is behind it.
class Place {
 public:
  explicit Place(std::string kind) : kind_(std::move(kind)) {
    if (kind_ == "dav") server_ = std::make_shared<fakes::FakeDav>();
    if (kind_ == "s3") server_ = std::make_shared<fakes::FakeS3>();
    if (kind_ == "ckan") server_ = std::make_shared<fakes::FakeCkan>();
  }

  FakeServer* server() { return server_.get(); }

  Settings settings() const {
    Settings settings;
    settings.state_folder = (folder_.path() / "state").string();
    settings.retries = 2;
    settings.timeout = 5;
    if (kind_ == "dir") settings.address = "dir:" + (folder_.path() / "portal").string();
    if (kind_ == "dav") settings.address = "dav+http://127.0.0.1/portal/";
    if (kind_ == "s3") {
      settings.address = "s3://bucket/portal";
      settings.endpoint = "http://127.0.0.1:9000";
      settings.secrets.access_key = "access";
      settings.secrets.secret_key = "very secret";
    }
    if (kind_ == "ckan") {
      settings.address = "ckan+http://127.0.0.1/dataset/compras";
      settings.secrets.token = "very-secret";
      settings.dataset = dataset;
    }
    return settings;
  }

  std::vector<File> files(const Contents& contents) const {
    std::vector<File> files;
    for (const auto& [path, text] : contents) {
      File file;
      file.path = path;
      file.local = (folder_.path() / ("local-" + path)).string();
      std::ofstream(file.local, std::ios::binary) << text;
      file.bytes = text.size();
      file.sha256 = fakes::sha256(text);
      file.media_type = "application/json";
      file.format = "JSON";
      file.stage = path == "manifest.json" ? Stage::manifest
                   : path == "index.html"  ? Stage::index
                                           : Stage::data;
      files.push_back(std::move(file));
    }
    return files;
  }

  /// What everybody finds.
  Contents published() const {
    if (server_) return server_->files;
    Contents contents;
    const fs::path portal = folder_.path() / "portal";
    if (!fs::exists(portal)) return contents;
    for (const auto& entry : fs::recursive_directory_iterator(portal)) {
      if (entry.is_regular_file()) {
        contents[fs::relative(entry.path(), portal).string()] = fakes::read_file(entry.path());
      }
    }
    return contents;
  }

  Outcome publish(const Contents& contents, Verify verify = Verify::full) {
    edca::publish::World world;
    world.transport = server_;
    world.pause = [this](double seconds) { waited += seconds; };
    edca::Session session;
    session.clock = [] { return std::int64_t{1750000000}; };
    Outcome outcome;
    try {
      Publisher publisher(settings(), session, world);
      publisher.plan(files(contents));
      outcome = publisher.apply(verify);
      changes = publisher.changes();
    } catch (const Failure& failure) {
      outcome.result = failure.result();
      outcome.problems.push_back(failure);
    }
    return outcome;
  }

  const fs::path& folder() const { return folder_.path(); }

  double waited = 0;
  std::vector<Change> changes;
  edca::publish::Dataset dataset = [] {
    edca::publish::Dataset made;
    made.title = "Compras";
    return made;
  }();

 private:
  std::string kind_;
  fakes::Folder folder_;
  std::shared_ptr<FakeServer> server_;
};

/// Whether files of this program may get larger: as on a disk that is full, or not.
void let_files_grow(bool may) {
  std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit limit {};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = may ? limit.rlim_max : 1;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

const Contents first = {{"a.json", "first bytes of a"},
                        {"b.json", "bytes of b"},
                        {"index.html", "<p>first"},
                        {"manifest.json", "{\"version\": 1}"}};
const Contents second = {{"a.json", "second bytes of a"},
                         {"b.json", "bytes of b"},
                         {"c.json", "bytes of c, which is new"},
                         {"index.html", "<p>second"},
                         {"manifest.json", "{\"version\": 22}"}};

}  // namespace

TEST_CASE("every target publishes, and then has nothing to do") {
  const std::string kind = GENERATE("dir", "dav", "s3", "ckan");
  CAPTURE(kind);
  Place world(kind);
  const Outcome outcome = world.publish(first);
  CHECK(outcome.result == Result::published);
  CHECK(world.published() == first);
  for (const Change& change : world.changes) CHECK(change.state == Change::State::verified);
  if (world.server() != nullptr) {
    CHECK(world.server()->writes.back() == "PUT manifest.json");
    world.server()->writes.clear();
  }
  CHECK(world.publish(first).result == Result::unchanged);
  if (world.server() != nullptr) CHECK(world.server()->writes.empty());
}

TEST_CASE("every target writes only what changed, data first, the manifest last") {
  const std::string kind = GENERATE("dir", "dav", "s3", "ckan");
  CAPTURE(kind);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  if (world.server() != nullptr) world.server()->writes.clear();
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.published() == second);
  if (world.server() != nullptr) {
    CHECK(world.server()->writes == std::vector<std::string>{"PUT a.json", "PUT c.json",
                                                             "PUT index.html",
                                                             "PUT manifest.json"});
  }
}

TEST_CASE("a passing fault at any write is overcome by every target") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const auto fault = GENERATE(Fault::Kind::busy, Fault::Kind::lost_before, Fault::Kind::lost_after,
                              Fault::Kind::gateway_after, Fault::Kind::torn);
  const int at = GENERATE(0, 1, 2, 3);
  CAPTURE(kind, static_cast<int>(fault), at);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  world.server()->fault = {fault, at + 4, 1};
  world.server()->writes.clear();
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.published() == second);
  // What the server had done is not done again.
  CHECK(world.server()->writes.size() == 4);
  if (fault == Fault::Kind::busy) CHECK(world.waited >= 7);
}

TEST_CASE("what an answer of any kind says of a write is not believed before it is looked at") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const int status = GENERATE(101, 302, 400, 403, 409, 412, 429, 502, 501, 505, 507, 599);
  const int at = GENERATE(0, 1, 3);
  CAPTURE(kind, status, at);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  world.server()->fault = {Fault::Kind::status_after, at + 4, 1, status};
  world.server()->writes.clear();
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.published() == second);
  CHECK(world.server()->writes.size() == 4);
}

TEST_CASE("a file that was taken away is not said to be there, whatever the answer was") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const int status = GENERATE(400, 403, 429, 501, 507);
  CAPTURE(kind, status);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  // The new file comes and is read back wrong, so that it goes again: the fault is with that.
  world.server()->on_read = [](std::string& body) {
    if (body == second.at("c.json")) body += '#';
  };
  world.server()->fault = {Fault::Kind::status_after, 4 + 2, 1, status};
  CHECK(world.publish(second).result == Result::restored);
  CHECK(world.published() == first);
}

TEST_CASE("a dataset of CKAN that was made for nothing does not stay") {
  Place place("ckan");
  auto& server = *static_cast<fakes::FakeCkan*>(place.server());
  server.exists = false;
  place.dataset.organization = "santelmo";
  server.on_create = GENERATE(200, 429, 501, 507, 504);
  CAPTURE(server.on_create);
  server.fault = {Fault::Kind::refuse, 1, 100};
  SECTION("unless a file cannot be taken away") {
    CHECK(place.publish(first).result == Result::inconsistent);
    CHECK(server.dataset.text("state") == "active");
    return;
  }
  server.fault.at = 0;
  CHECK(place.publish(first).result == Result::refused);
  CHECK(server.dataset.text("state") == "deleted");
  server.fault = {};
  CHECK(place.publish(first).result == Result::published);
  CHECK(server.dataset.text("state") == "active");
  CHECK(server.files == first);
}

TEST_CASE("a dataset that was there before a failed run stays, also an empty one") {
  Place place("ckan");
  auto& server = *static_cast<fakes::FakeCkan*>(place.server());
  server.dataset["state"] = "active";
  server.fault = {Fault::Kind::refuse, 0, 100};
  CHECK(place.publish(first).result == Result::refused);
  CHECK(server.dataset.text("state") == "active");
}

TEST_CASE("a lasting fault at any write leaves every target as it was, or says what is not") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const auto fault =
      GENERATE(Fault::Kind::refuse, Fault::Kind::busy, Fault::Kind::lost_before, Fault::Kind::torn);
  const int at = GENERATE(0, 1, 2, 3);
  // So many attempts fail: those of one write, or those to put things back as well.
  const int times = GENERATE(3, 100);
  CAPTURE(kind, static_cast<int>(fault), at, times);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  world.server()->fault = {fault, at + 4, times};
  const Outcome outcome = world.publish(second);
  REQUIRE_FALSE(outcome.problems.empty());
  if (world.published() == first) {
    const Result expected = fault == Fault::Kind::refuse ? Result::refused : Result::failed;
    CHECK(outcome.result == expected);
    return;
  }
  CHECK(outcome.result == Result::inconsistent);
  CHECK((times == 100 || fault == Fault::Kind::refuse));
  for (const Change& change : world.changes) {
    const std::string& path = change.file.path;
    const Contents now = world.published();
    const auto found = now.find(path);
    if (change.state == Change::State::put_back || change.state == Change::State::planned) {
      const auto before = first.find(path);
      CHECK((found == now.end() ? before == first.end()
                                : before != first.end() && before->second == found->second));
    }
  }
  // The next run continues.
  world.server()->fault = {};
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.published() == second);
}

TEST_CASE("bytes that readers do not get as they were sent are put back by every target") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const std::string what = GENERATE("a.json", "index.html", "manifest.json");
  const std::string how = GENERATE("first", "last", "short", "long", "empty");
  CAPTURE(kind, what, how);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  const std::string wanted = second.at(what);
  std::string hidden = wanted;
  if (how == "first") hidden.front() = '#';
  if (how == "last") hidden.back() = '#';
  if (how == "short") hidden.pop_back();
  if (how == "long") hidden += '#';
  if (how == "empty") hidden.clear();
  world.server()->on_read = [&](std::string& body) {
    if (body == wanted) body = hidden;
  };
  const Outcome outcome = world.publish(second);
  CHECK(outcome.result == Result::restored);
  CHECK(world.published() == first);
  REQUIRE_FALSE(outcome.problems.empty());
  for (const auto& [name, value] : outcome.problems.front().arguments()) {
    if (name == "found" && how != "empty") CHECK(value == fakes::sha256(hidden));
  }
}

TEST_CASE("a file that becomes another one while it is sent is put back, verified or not") {
  const Verify verify = GENERATE(Verify::full, Verify::none);
  Place world("dav");
  REQUIRE(world.publish(first).result == Result::published);
  world.server()->on_send = [](const std::string& local) {
    if (local.ends_with("local-a.json")) std::ofstream(local) << "SECOND bytes of a";
  };
  const Outcome outcome = world.publish(second, verify);
  CHECK(outcome.result == Result::failed);
  REQUIRE_FALSE(outcome.problems.empty());
  CHECK(outcome.problems.front().key() == "publish.local-changed");
  CHECK(world.published() == first);
}

TEST_CASE("a cache that shows the old bytes for a while is waited for") {
  const std::string kind = GENERATE("dav", "s3");
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  int reads = 0;
  world.server()->on_read = [&](std::string& body) {
    if (body == second.at("a.json") && ++reads < 3) body = first.at("a.json");
  };
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.waited >= 3);
}

TEST_CASE("what someone else changed after the plan is not overwritten") {
  const std::string kind = GENERATE("dir", "dav", "s3", "ckan");
  CAPTURE(kind);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  edca::publish::World touched;
  touched.transport = std::shared_ptr<Transport>(world.server(), [](Transport*) {});
  touched.pause = [](double) {};
  Publisher publisher(world.settings(), {}, touched);
  publisher.plan(world.files(second));
  Contents expected = first;
  expected["a.json"] = "someone else's bytes";
  if (kind == "dir") {
    std::ofstream(world.folder() / "portal/a.json") << expected["a.json"];
  } else {
    world.server()->files["a.json"] = expected["a.json"];
    world.server()->versions["a.json"] = 99;
    if (kind == "ckan") ++static_cast<fakes::FakeCkan*>(world.server())->modified;
  }
  CHECK(publisher.apply(Verify::full).result == Result::conflict);
  CHECK(world.published() == expected);
}

TEST_CASE("a second publisher on the same machine is kept out") {
  const std::string kind = GENERATE("dir", "dav", "s3", "ckan");
  Place world(kind);
  const Journal lock(world.settings().state_folder, "x");
  const Outcome outcome = world.publish(first);
  CHECK(outcome.result == Result::conflict);
  CHECK(outcome.problems.front().key() == "publish.locked");
  CHECK(world.published().empty());
}

TEST_CASE("a lock that a killed run left on a server is given back, also where nothing is to do") {
  Place world("dav");
  REQUIRE(world.publish(first).result == Result::published);
  const fs::path token = fs::path(world.settings().state_folder) / "remote-lock";
  CHECK_FALSE(fs::exists(token));
  std::ofstream(token) << "<opaquelocktoken:left>\n";
  world.server()->requests.clear();
  CHECK(world.publish(first).result == Result::unchanged);
  const auto& requests = world.server()->requests;
  CHECK(std::count_if(requests.begin(), requests.end(), [](const Request& request) {
          return request.method == "UNLOCK" &&
                 std::find(request.headers.begin(), request.headers.end(),
                           "Lock-Token: <opaquelocktoken:left>") != request.headers.end();
        }) == 1);
  CHECK_FALSE(fs::exists(token));
}

TEST_CASE("no secret is sent in a read, redirected, or written into the journal") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  for (const Request& request : world.server()->requests) {
    CHECK_FALSE((request.follow && !request.secret_headers.empty()));
    if (request.method != "GET" && request.method != "HEAD") CHECK_FALSE(request.follow);
    for (const std::string& header : request.headers) {
      CHECK(header.find("secret") == std::string::npos);
      CHECK_FALSE(header.starts_with("Authorization"));
    }
    for (const Part& part : request.form) {
      CHECK((part.local.empty() || !part.filename.empty()));
    }
  }
  for (const auto& entry : fs::recursive_directory_iterator(world.settings().state_folder)) {
    if (!entry.is_regular_file()) continue;
    CHECK(fakes::read_file(entry.path()).find("secret") == std::string::npos);
  }
}

TEST_CASE("a cancelled run puts back what it changed") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  bool impatient = false;
  edca::Session session;
  session.cancelled = [&] { return impatient; };
  edca::publish::World touched;
  touched.transport = std::shared_ptr<Transport>(world.server(), [](Transport*) {});
  touched.pause = [](double) {};
  Publisher publisher(world.settings(), session, touched);
  publisher.plan(world.files(second));
  int writes = 0;
  world.server()->before_write = [&] { impatient = ++writes >= 2; };
  CHECK(publisher.apply(Verify::full).result == Result::failed);
  CHECK(world.published() == first);
}

TEST_CASE("an error of whatever kind ends a run by putting back") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const int at = GENERATE(1, 2, 3);
  const bool known = GENERATE(true, false);
  CAPTURE(kind, at, known);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  int writes = 0;
  world.server()->before_write = [&] {
    if (++writes != at) return;
    if (known) throw std::out_of_range("a bug");
    throw 7;
  };
  const Outcome outcome = world.publish(second);
  CHECK(outcome.result == Result::failed);
  REQUIRE_FALSE(outcome.problems.empty());
  CHECK(outcome.problems.front().key() == "error.unexpected");
  CHECK(world.published() == first);
}

TEST_CASE("a disk of the journal that is full by then does not hinder putting back") {
  const std::string kind = GENERATE("dav", "s3", "ckan");
  const int at = GENERATE(1, 2, 3);
  CAPTURE(kind, at);
  Place world(kind);
  REQUIRE(world.publish(first).result == Result::published);
  int writes = 0;
  world.server()->before_write = [&] {
    if (++writes == at) let_files_grow(false);
  };
  const Outcome outcome = world.publish(second);
  let_files_grow(true);
  CHECK(outcome.result == Result::failed);
  REQUIRE_FALSE(outcome.problems.empty());
  CHECK(outcome.problems.front().key() == "publish.state");
  CHECK(world.published() == first);
  world.server()->before_write = nullptr;
  CHECK(world.publish(second).result == Result::published);
  CHECK(world.published() == second);
}

TEST_CASE("what a dataset of CKAN says of itself is brought up to date with the manifest") {
  Place place("ckan");
  auto& server = *static_cast<fakes::FakeCkan*>(place.server());
  server.dataset["extras"] = edca::json::parse(R"([{"key":"tema","value":"compras"}])", "");
  server.dataset["notes"] = "De otra mano";
  REQUIRE(place.publish(first).result == Result::published);
  CHECK(server.dataset.text("title") == "Compras");
  CHECK(place.publish(first).result == Result::unchanged);

  place.dataset.title = "Compras públicas";
  place.dataset.license = "CC-BY-4.0";
  place.dataset.extras = {{"frequency", "R/P1M"}};
  const int before = server.modified;
  REQUIRE(place.publish(first).result == Result::published);
  CHECK(server.modified == before + 1);
  CHECK(place.changes.back().action == edca::publish::Action::replace);
  CHECK(server.dataset.text("title") == "Compras públicas");
  CHECK(server.dataset.text("license_id") == "CC-BY-4.0");
  CHECK(server.dataset.text("notes") == "De otra mano");
  CHECK(edca::json::write(*server.dataset.find("extras")) ==
        R"([{"key":"frequency","value":"R/P1M"},{"key":"tema","value":"compras"}])");
  CHECK(place.publish(first).result == Result::unchanged);

  // What people write on the portal afterwards stays.
  server.dataset["title"] = "Título a mano";
  CHECK(place.publish(first).result == Result::unchanged);
}

TEST_CASE("a dataset of CKAN says what it said before when its manifest is put back") {
  Place place("ckan");
  auto& server = *static_cast<fakes::FakeCkan*>(place.server());
  REQUIRE(place.publish(first).result == Result::published);
  const std::string before = edca::json::write(server.dataset);
  place.dataset.title = "Compras públicas";
  place.dataset.description = "Las de este año";
  SECTION("because the portal ignores what it is told") {
    server.keeps_dataset = true;
    const Outcome outcome = place.publish(second);
    CHECK(outcome.result == Result::refused);
    CHECK(outcome.problems.front().key() == "publish.ckan-metadata-kept");
    CHECK(server.files == first);
    CHECK(edca::json::write(server.dataset) == before);
  }
  SECTION("because it cannot be read as it was sent") {
    server.on_read = [](std::string& body) {
      if (body == second.at("manifest.json")) body += ' ';
    };
    const Outcome outcome = place.publish(second);
    server.on_read = nullptr;
    CHECK(outcome.result == Result::restored);
    CHECK(server.files == first);
    CHECK(server.dataset.text("title") == "Compras");
    CHECK(server.dataset.text("notes").empty());
  }
  server.keeps_dataset = false;
  CHECK(place.publish(second).result == Result::published);
  CHECK(server.dataset.text("title") == "Compras públicas");
  CHECK(server.dataset.text("notes") == "Las de este año");
}
