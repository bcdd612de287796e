#include "publish/target.hpp"

#include "base/sha256.hpp"
#include "publish/ckan_api.hpp"
#include "publish/ckan_metadata.hpp"
#include "publish/target_kinds.hpp"
#include "publish/url.hpp"

#include <cstdlib>

namespace edca::publish {
namespace {

constexpr const char* manifest_path = "manifest.json";

/// The same for the same file of the same dataset: what is sent twice does not come to be twice.
std::string resource_id(const std::string& dataset, const std::string& path) {
  std::string hex = base::sha256(dataset + "\n" + path).substr(0, 32);
  hex[12] = '8';  // a UUID of our own making (RFC 9562, 5.8)
  hex[16] = 'a';
  for (const std::size_t at : {20u, 16u, 12u, 8u}) hex.insert(at, "-");
  return hex;
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// A dataset of a CKAN site; each file is a resource. A resource is made or replaced by one
/// package_revise, which is refused if the dataset has changed since it was read.
/// https://docs.ckan.org/en/2.10/api/#ckan.logic.action.update.package_revise
class CkanTarget final : public Target {
 public:
  CkanTarget(const Settings& settings, Client& client)
      : client_(client), settings_(settings), metadata_(settings.dataset) {
    const Url url = parse_url(behind_scheme(settings.address), settings.allow_http);
    const std::size_t at = url.path.find("/dataset/");
    name_ = at == std::string::npos ? std::string() : url.path.substr(at + 9);
    if (name_.ends_with('/')) name_.pop_back();
    if (name_.size() < 2 || name_.find('/') != std::string::npos) {
      throw Failure(Result::usage, "publish.ckan-address", {{"address", settings.address}});
    }
    site_ = url.scheme + "://" + url.host + url.path.substr(0, at) + "/";
    const std::string& token = settings.secrets.token;
    if (token.empty()) throw Failure(Result::usage, "publish.ckan-no-token");
    if (token.starts_with("Bearer ") || token.find(' ') != std::string::npos) {
      throw Failure(Result::refused, "publish.ckan-bearer");
    }
    api_ = std::make_unique<CkanApi>(client, site_, settings.token_header + ": " + token);
  }

  void open() override {
    api_->check_version();
    organizations_ = api_->ask("organization_list_for_user", "permission=create_dataset");
    // CKAN takes a wrong token for none, and says so nowhere else.
    if (!organizations_.is_array() || organizations_.as_array().empty()) {
      throw Failure(Result::refused, "publish.ckan-rights", {{"address", site_}});
    }
    load();
    if (dataset_.is_null()) check_new();
    metadata_.found(dataset_, find(manifest_path));
  }

  bool takes(const File& file) const override {
    if (settings_.max_bytes != 0 && file.bytes > settings_.max_bytes) {
      throw Failure(Result::refused, "publish.too-large-limit",
                    {{"path", file.path},
                     {"bytes", std::to_string(file.bytes)},
                     {"limit", std::to_string(settings_.max_bytes)}});
    }
    return true;
  }

  std::string url(const std::string& path) const override {
    const json::Value* resource = find(path);
    if (resource != nullptr) return std::string(resource->text("url"));
    const std::string id = dataset_.is_null() ? name_ : std::string(dataset_.text("id"));
    return site_ + "dataset/" + id + "/resource/" + resource_id(name_, path) + "/download/" +
           encode_path(file_name(path));
  }

  Remote look(const std::string& path) override {
    ensure_loaded();
    if (find(path) == nullptr) return {};
    Request request;
    request.method = "HEAD";
    request.url = download_url(path);
    request.follow = true;
    const Response response = client_.ask(request);
    // A resource without its file, as after an upload that was cut short.
    if (response.status == 404) return {true, 0, {}, {}};
    return {true,
            std::strtoull(std::string(response.header("content-length")).c_str(), nullptr, 10),
            std::string(response.header("etag")),
            {}};
  }

  void refresh() override { loaded_ = false; }

  bool describes(const File& file) override {
    ensure_loaded();
    const json::Value* resource = find(file.path);
    if (resource == nullptr || resource->text("publisher_sha256") != file.sha256) return false;
    if (file.stage != Stage::manifest) return true;
    return resource->text(CkanMetadata::mark_field) == metadata_.mark() && !ignored_;
  }
  void restore() override {
    metadata_.restore();
    ignored_ = false;
  }

  bool fetch(const std::string& path, Sink& sink) override {
    ensure_loaded();
    return find(path) != nullptr && client_.download(download_url(path), {}, sink);
  }
  bool read(const std::string& path, Sink& sink) override { return fetch(path, sink); }
  std::optional<std::uint64_t> size(const std::string& path) override {
    ensure_loaded();
    return find(path) == nullptr ? std::nullopt : client_.size(download_url(path));
  }

  void begin() override {
    if (dataset_.is_null()) {
      create_dataset();
    } else if (dataset_.text("state") == "deleted") {
      revive();
    }
  }

  /// What others have put into the dataset meanwhile keeps it.
  void undo_begin() override {
    if (!made_) return;
    load();
    if (dataset_.is_null() || dataset_.text("state") == "deleted" || !resources().empty()) return;
    for (unsigned attempt = 1;; ++attempt) {
      json::Value ignored;
      const json::Object id{{"id", std::string(dataset_.text("id"))}};
      const Reply reply = api_->send("package_delete", id, name_, ignored);
      load();
      if (dataset_.is_null() || dataset_.text("state") == "deleted") return;
      if ((!reply.done() && !reply.again) || attempt > client_.retries()) break;
      client_.wait(attempt, reply.retry_after);
    }
    throw Failure(Result::inconsistent, "publish.ckan-left", {{"address", settings_.address}});
  }

  Reply write(const File& file, const Remote&, const Client::Progress& progress) override {
    ensure_loaded();
    const std::string id = resource_id(name_, file.path);
    const bool is_new = find(file.path) == nullptr;
    const json::Value fields = fields_of(file, is_new ? id : std::string());
    const std::string key = "update__resources__";
    std::vector<Part> form = match();
    form.push_back({is_new ? key + "extend" : key + id,
                    json::write(is_new ? json::Value(json::Array{fields}) : fields),
                    {},
                    {},
                    {}});
    form.push_back({key + (is_new ? "-1" : id) + "__upload",
                    {},
                    file.local,
                    file_name(file.path),
                    file.media_type});
    const bool last = file.stage == Stage::manifest;
    if (const json::Value update = metadata_.update(); last && !update.is_null()) {
      form.push_back({"update", json::write(update), {}, {}, {}});
    }
    json::Value result;
    Reply reply = api_->send("package_revise", std::move(form), file.path, progress, result);
    if (!reply.done()) return reply;
    take(result.find("package"));
    ensure_loaded();
    ignored_ = last && metadata_.ignored_by(dataset_);
    if (!ignored_) return reply;
    return {
        Reply::Fate::unknown,
        Failure(Result::refused, "publish.ckan-metadata-kept", {{"address", settings_.address}}),
        false, 0};
  }

  Reply remove(const std::string& path, const Remote&) override {
    json::Value result;
    const json::Object arguments{{"id", resource_id(name_, path)}};
    Reply reply = api_->send("resource_delete", arguments, path, result);
    refresh();
    return reply;
  }

 private:
  void load() {
    dataset_ = api_->ask("package_show", "id=" + encode(name_));
    loaded_ = true;
  }
  void ensure_loaded() {
    if (!loaded_) load();
  }
  void take(const json::Value* package) {
    if (package != nullptr && package->find("metadata_modified") != nullptr) {
      dataset_ = *package;
    } else {
      refresh();
    }
  }

  const json::Array& resources() const {
    static const json::Array none;
    const json::Value* list = dataset_.find("resources");
    return list != nullptr && list->is_array() ? list->as_array() : none;
  }

  const json::Value* find(const std::string& path) const {
    const std::string id = resource_id(name_, path);
    for (const json::Value& resource : resources()) {
      if (resource.text("id") == id) return &resource;
    }
    return nullptr;
  }

  /// The site names it; it may be elsewhere, and is only read there, without credentials.
  std::string download_url(const std::string& path) const {
    return parse_url(url(path), settings_.allow_http).text();
  }

  std::vector<Part> match() const {
    return {
        {"match__id", std::string(dataset_.text("id")), {}, {}, {}},
        {"match__metadata_modified", std::string(dataset_.text("metadata_modified")), {}, {}, {}}};
  }

  json::Value fields_of(const File& file, const std::string& id) const {
    json::Object fields;
    if (!id.empty()) fields.emplace_back("id", id);
    fields.emplace_back("name", file.title.empty() ? file_name(file.path) : file.title);
    // Collectors take all resources of the format JSON for data, and CKAN itself reads CSV, though
    // not in a zip.
    const bool packed = file.format == "CSV" && file.media_type == "application/zip";
    const std::string format = packed ? "ZIP" : file.format;
    fields.emplace_back("format", file.stage == Stage::manifest ? "MANIFEST" : format);
    fields.emplace_back("mimetype", file.media_type);
    // CKAN keeps the sum it is given, and programs beside it may put another one in its place.
    fields.emplace_back("hash", file.sha256);
    fields.emplace_back("publisher_sha256", file.sha256);
    if (file.stage == Stage::manifest) {
      fields.emplace_back(CkanMetadata::mark_field, metadata_.mark());
    }
    return fields;
  }

  void check_new() {
    Dataset& dataset = settings_.dataset;
    const json::Array& own = organizations_.as_array();
    if (dataset.organization.empty() && own.size() == 1) {
      dataset.organization = own.front().text("name");
    }
    if (dataset.organization.empty() || dataset.title.empty()) {
      throw Failure(Result::usage, "publish.ckan-metadata", {{"address", settings_.address}});
    }
  }

  void create_dataset() {
    json::Object to{
        {"name", name_}, {"owner_org", settings_.dataset.organization}, {"private", false}};
    for (const json::Member& field : metadata_.fields()) to.push_back(field);
    for (unsigned attempt = 1;; ++attempt) {
      json::Value result;
      const Reply reply = api_->send("package_create", to, name_, result);
      made_ = reply.done() || reply.fate == Reply::Fate::unknown;
      if (reply.done()) return take(&result);
      if (reply.fate != Reply::Fate::not_done) load();
      if (!dataset_.is_null()) return;
      if (!reply.again || attempt > client_.retries()) throw Failure(*reply.failure);
      client_.wait(attempt, reply.retry_after);
    }
  }

  /// A dataset that was deleted keeps its name; those who may write it still see it.
  void revive() {
    const json::Object fields{{"id", std::string(dataset_.text("id"))}, {"state", "active"}};
    for (unsigned attempt = 1;; ++attempt) {
      json::Value result;
      const Reply reply = api_->send("package_patch", fields, name_, result);
      made_ = reply.done() || reply.fate == Reply::Fate::unknown;
      if (reply.fate != Reply::Fate::not_done) load();
      if (!dataset_.is_null() && dataset_.text("state") != "deleted") return;
      if (!reply.again || attempt > client_.retries()) {
        throw Failure(reply.failure ? *reply.failure
                                    : Failure(Result::refused, "publish.ckan-left",
                                              {{"address", settings_.address}}));
      }
      client_.wait(attempt, reply.retry_after);
    }
  }

  Client& client_;
  Settings settings_;
  std::string site_;
  std::string name_;
  std::unique_ptr<CkanApi> api_;
  json::Value organizations_;
  json::Value dataset_;  ///< null: there is none yet
  CkanMetadata metadata_;
  bool ignored_ = false;  ///< what the dataset should say
  bool loaded_ = false;
  bool made_ = false;  ///< the dataset, by this run
};

}  // namespace

std::unique_ptr<Target> make_ckan_target(const Settings& settings, Client& client) {
  return std::make_unique<CkanTarget>(settings, client);
}

}  // namespace edca::publish
