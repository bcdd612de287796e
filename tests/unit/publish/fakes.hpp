#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "edca/publisher.hpp"
#include "edca/transport.hpp"
#include "json/value.hpp"

/// What the tests of the module share: servers in memory that fail where a test says so.
namespace edca::publish::fakes {

namespace fs = std::filesystem;

inline std::string sha256(std::string_view text) {
  base::Sha256 hash;
  hash.add(text);
  return hash.hex();
}

inline std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A new empty folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "edca-publish-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What goes wrong with a write, the `at`-th from 0 of a run.
struct Fault {
  enum class Kind {
    none,
    refuse,         ///< 403, nothing done
    busy,           ///< 503 with Retry-After, nothing done
    lost_before,    ///< no answer, nothing done
    lost_after,     ///< no answer, done
    gateway_after,  ///< 504, done
    status_after,   ///< `status`, done
    torn,           ///< 500; half of the new bytes are there
  };
  Kind kind = Kind::none;
  int at = 0;
  int times = 1;
  int status = 0;
};

/// Holds files; its child classes speak the protocols.
class FakeServer : public Transport {
 public:
  std::map<std::string, std::string> files;  ///< by path, whatever the protocol makes of it
  std::map<std::string, int> versions;
  Fault fault;
  std::vector<std::string> writes;  ///< "PUT path", "DELETE path", as they were done
  std::vector<Request> requests;
  std::function<void(std::string&)> on_read;  ///< may change what readers without password get
  std::function<void()> before_write;
  std::function<void(const std::string&)> on_send;  ///< gets the name of a local file before it is

  Response perform(const Request& request) override {
    requests.push_back(request);
    if (request.restart) request.restart();
    if (on_send && !request.local.empty()) on_send(request.local);
    if (request.sent) request.sent(read_file(request.local));
    Response response = answer(request);
    if (request.sink && response.status == 200) {
      if (request.secret_headers.empty() && on_read) on_read(response.body);
      request.sink(response.body);
      response.body.clear();
    }
    return response;
  }

 protected:
  virtual Response answer(const Request& request) = 0;

  static Response status(int code, std::string body = {}) {
    Response response;
    response.status = code;
    response.body = std::move(body);
    return response;
  }

  /// Does a write, or what the fault makes of it.
  Response write(const std::string& path, const std::optional<std::string>& bytes) {
    if (before_write) before_write();
    const int number = number_++;
    const bool strikes =
        fault.kind != Fault::Kind::none && number >= fault.at && number < fault.at + fault.times;
    using Kind = Fault::Kind;
    const Kind kind = strikes ? fault.kind : Kind::none;
    if (kind == Kind::refuse) return status(403);
    if (kind == Kind::busy) {
      Response response = status(503);
      response.headers.emplace_back("retry-after", "7");
      return response;
    }
    if (kind == Kind::lost_before) return lost();
    if (kind == Kind::torn && bytes) {
      if (files.contains(path) || shows_torn_) store(path, bytes->substr(0, bytes->size() / 2));
      return status(500);
    }
    writes.push_back((bytes ? "PUT " : "DELETE ") + path);
    if (bytes) {
      store(path, *bytes);
    } else {
      files.erase(path);
    }
    if (kind == Kind::lost_after) return lost();
    if (kind == Kind::status_after) return status(fault.status);
    return status(kind == Kind::gateway_after ? 504 : 200);
  }

  Response file(const std::string& path, bool head) const {
    const auto found = files.find(path);
    if (found == files.end()) return status(404);
    Response response = status(200, head ? std::string() : found->second);
    response.headers.emplace_back("content-length", std::to_string(found->second.size()));
    response.headers.emplace_back("etag", "\"" + std::to_string(versions.at(path)) + "\"");
    return response;
  }

  void store(const std::string& path, std::string bytes) {
    files[path] = std::move(bytes);
    ++versions[path];
  }

  bool shows_torn_ = true;  ///< also of a file that was not there

 private:
  static Response lost() {
    Response response;
    response.reached = Reached::sent;
    response.reason = "the connection broke";
    return response;
  }

  int number_ = 0;
};

inline std::string path_after(const std::string& url, const std::string& base) {
  return url.substr(url.find(base) + base.size());
}

class FakeDav final : public FakeServer {
  Response answer(const Request& request) override {
    const std::string path = path_after(request.url, "/portal/");
    if (request.method == "HEAD") return file(path, true);
    if (request.method == "GET") return file(path, false);
    if (request.method == "PUT") return write(path, read_file(request.local));
    if (request.method == "DELETE") return write(path, std::nullopt);
    return status(405);
  }
};

class FakeS3 final : public FakeServer {
  Response answer(const Request& request) override {
    const std::string path = path_after(request.url, "/bucket/portal/");
    if (request.method == "HEAD") return file(path, true);
    if (request.method == "GET") return file(path, false);
    if (request.method == "PUT") return write(path, read_file(request.local));
    return write(path, std::nullopt);
  }
};

/// A CKAN with one dataset.
class FakeCkan final : public FakeServer {
 public:
  FakeCkan() { shows_torn_ = false; }

  bool exists = true;
  int on_create = 200;  ///< what the next dataset made is answered with
  std::string version = "2.10.4";
  int modified = 0;
  json::Value dataset{json::Object{}};  ///< what it says of itself
  bool keeps_dataset = false;           ///< takes updates of that without a word and forgets them

 private:
  Response answer(const Request& request) override {
    if (const auto at = request.url.find("/download/"); at != std::string::npos) {
      return file(request.url.substr(at + 10), request.method == "HEAD");
    }
    const std::string action = path_after(request.url, "/action/");
    if (action == "status_show") return result(json::Object{{"ckan_version", version}});
    if (action.starts_with("help_show")) return result("help");
    if (action.starts_with("organization_list")) {
      return result(json::Array{json::Object{{"name", "santelmo"}}});
    }
    if (action.starts_with("package_show")) {
      return exists ? result(package()) : status(404, R"({"success": false, "error": {}})");
    }
    if (action == "package_create") {
      exists = true;
      dataset = json::parse(request.body, "body");
      dataset["state"] = "active";
      if (on_create != 200) return status(std::exchange(on_create, 200));
      return result(package());
    }
    // What is deleted keeps its name, and those who may write it still see it.
    if (action == "package_delete") return dataset["state"] = "deleted", result(json::Value());
    if (action == "package_patch") return dataset["state"] = "active", result(package());
    if (action == "package_revise") return revise(request);
    if (action == "resource_delete") return erase(request);
    return status(400, "\"Bad request - Action name not known\"");
  }

  static Response result(json::Value value) {
    Response response =
        status(200, json::write(json::Object{{"success", true}, {"result", std::move(value)}}));
    response.headers.emplace_back("content-type", "application/json");
    return response;
  }

  json::Value package() const {
    json::Array resources;
    for (const auto& [id, path] : paths_) {
      resources.push_back(
          json::Object{{"id", id},
                       {"publisher_sha256", sums_.at(id)},
                       {"publisher_metadata", marks_.at(id)},
                       {"url", "http://127.0.0.1/dataset/d/resource/" + id + "/download/" + path}});
    }
    json::Value whole = dataset;
    whole["id"] = "d";
    whole["metadata_modified"] = std::to_string(modified);
    whole["resources"] = std::move(resources);
    return whole;
  }

  Response revise(const Request& request) {
    std::string id;
    std::string sum;
    std::string mark;
    json::Value update;
    const Part* upload = nullptr;
    for (const Part& part : request.form) {
      if (part.name == "match__metadata_modified" && part.value != std::to_string(modified)) {
        return status(
            409, R"({"error": {"match": ["metadata_modified"], "__type": "Validation Error"}})");
      }
      if (!part.local.empty()) upload = &part;
      if (part.name == "update__resources__extend") {
        const json::Value fields = json::parse(part.value, "form");
        id = fields.as_array().front().text("id");
        sum = fields.as_array().front().text("publisher_sha256");
        mark = fields.as_array().front().text("publisher_metadata");
      } else if (part.name.starts_with("update__resources__") && !part.name.ends_with("upload")) {
        id = part.name.substr(19);
        const json::Value fields = json::parse(part.value, "form");
        sum = fields.text("publisher_sha256");
        mark = fields.text("publisher_metadata");
      } else if (part.name == "update") {
        update = json::parse(part.value, "form");
      }
    }
    // A part without a name of a file is passed over by CKAN.
    if (upload == nullptr || upload->filename.empty()) return result(json::Object{});
    const Response response = write(upload->filename, read_file(upload->local));
    // A failure of its own leaves CKAN with new bytes and old words about them.
    const auto stored = files.find(upload->filename);
    const bool saved =
        response.status != 500 && stored != files.end() && fakes::sha256(stored->second) == sum;
    if (saved) {
      paths_[id] = upload->filename;
      sums_[id] = sum;
      marks_[id] = mark;
      ++modified;
      if (update.is_object() && !keeps_dataset) {
        for (const auto& [key, value] : update.as_object()) dataset[key] = value;
      }
    }
    if (response.status != 200) return response;
    return result(json::Object{{"package", package()}});
  }

  Response erase(const Request& request) {
    const std::string id(json::parse(request.body, "body").text("id"));
    const auto found = paths_.find(id);
    if (found == paths_.end()) return status(404, R"({"error": {"__type": "Not Found Error"}})");
    const Response response = write(found->second, std::nullopt);
    if (!files.contains(found->second)) paths_.erase(found);
    ++modified;
    return response.status == 200 ? result(json::Value()) : response;
  }

  std::map<std::string, std::string> paths_;  ///< by resource
  std::map<std::string, std::string> sums_;   ///< what is said of them
  std::map<std::string, std::string> marks_;
};

}  // namespace edca::publish::fakes
