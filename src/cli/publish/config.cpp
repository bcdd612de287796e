#include "cli/publish/config.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <type_traits>

#include <toml++/toml.h>

#include "edca/error.hpp"
#include "io/file.hpp"
#include "publish/target_kinds.hpp"

namespace edca::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* default_path = "edca.toml";
constexpr std::uint64_t most_config = std::uint64_t{1} << 20;

/// Takes the value of a node, if it has the right type, and answers whether it has.
bool take_value(const toml::node& node, std::vector<std::string>& target) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return false;
  if (!list->empty() && !list->is_homogeneous<std::string>()) return false;
  target.clear();
  for (const toml::node& each : *list) target.push_back(each.ref<std::string>());
  return true;
}

template <class Value>
bool take_value(const toml::node& node, Value& target) {
  constexpr bool as_it_is = std::is_same_v<Value, std::string> || std::is_same_v<Value, bool>;
  const auto value = node.value_exact<std::conditional_t<as_it_is, Value, std::int64_t>>();
  if (!value) return false;
  if constexpr (!as_it_is) {
    if (*value < 0 || *value > std::numeric_limits<std::int32_t>::max()) return false;
  }
  target = static_cast<Value>(*value);
  return true;
}

/// A key of a table, and what takes its value; answers whether it has the right type.
struct Key {
  std::string_view name;
  std::function<bool(const toml::node&)> take;
};

template <class Value>
Key key(std::string_view name, Value& target) {
  return {name, [&target](const toml::node& node) { return take_value(node, target); }};
}

/// Whether a target is a folder below the current one, also where links lead.
bool is_below_here(const std::string& address) {
  const publish::TargetKind* kind = publish::find_target_kind(address);
  if (kind == nullptr || !kind->folder) return false;
  std::error_code error;
  const fs::path here = fs::canonical(".", error);
  const fs::path written = fs::absolute(publish::behind_scheme(address), error);
  const fs::path folder = fs::weakly_canonical(written, error);
  if (error) return false;
  for (fs::path part = written; part.has_relative_path(); part = part.parent_path()) {
    if (fs::is_symlink(part, error) && !fs::exists(part, error)) return false;
  }
  const auto [end, rest] = std::mismatch(here.begin(), here.end(), folder.begin(), folder.end());
  return end == here.end() && rest != folder.end() && !rest->empty();
}

class ConfigReader {
 public:
  explicit ConfigReader(PublishConfig& config) : config_(config) {}

  void read(const toml::table& root) {
    take(root, "",
         {table("dataset", [this](const toml::table& each) { dataset(each); }),
          table("portal", [this](const toml::table& each) { portal(each); }),
          table("target", [this](const toml::table& each) { targets(each); })});
  }

 private:
  Key table(std::string_view name, std::function<void(const toml::table&)> read_table) const {
    return {name, [read = std::move(read_table)](const toml::node& node) {
              if (!node.is_table()) return false;
              read(*node.as_table());
              return true;
            }};
  }

  /// A misspelt key must not be passed over: what it says would be missing on the portal.
  void take(const toml::table& given, const std::string& where, std::vector<Key> keys) const {
    for (const auto& [given_name, node] : given) {
      const std::string name(given_name.str());
      const auto key = std::find_if(keys.begin(), keys.end(),
                                    [&name](const Key& each) { return each.name == name; });
      const std::string full = where + name;
      if (key == keys.end()) {
        const bool secret =
            name == "token" || name == "password" || name == "secret_key" || name == "access_key";
        refuse(secret ? "publish.config-secret" : "publish.config-key", full, node);
      }
      if (!key->take(node)) refuse("publish.config-value", full, node);
    }
  }

  [[noreturn]] void refuse(const char* message, const std::string& key,
                           const toml::node& node) const {
    throw Error(
        ErrorKind::usage, message,
        {{"path", config_.path}, {"line", std::to_string(node.source().begin.line)}, {"key", key}});
  }

  void dataset(const toml::table& given) {
    PortalDataset& to = config_.portal.dataset;
    take(given, "dataset.",
         {key("title", to.title), key("title_en", to.title_en), key("description", to.description),
          key("description_en", to.description_en), key("identifier", to.identifier),
          key("license", to.license), key("publication_policy", to.publication_policy),
          key("frequency", to.frequency), key("languages", to.languages),
          key("keywords", to.keywords), key("themes", to.themes), key("spatial", to.spatial),
          key("landing_page", to.landing_page), key("base_url", to.base_url),
          key("ocid_prefix", to.ocid_prefix),
          table("publisher", [this](const toml::table& each) { publisher(each); }),
          table("contact", [this](const toml::table& each) { contact(each); })});
  }

  void publisher(const toml::table& given) {
    PortalDataset::Publisher& to = config_.portal.dataset.publisher;
    take(given, "dataset.publisher.",
         {key("name", to.name), key("scheme", to.scheme), key("uid", to.uid), key("uri", to.uri)});
  }

  void contact(const toml::table& given) {
    take(given, "dataset.contact.",
         {key("name", config_.portal.dataset.contact_name),
          key("email", config_.portal.dataset.contact_email)});
  }

  void portal(const toml::table& given) {
    PortalForm& to = config_.portal;
    take(
        given, "portal.",
        {key("page_items", to.page_items),
         key("records", to.records),
         key("zip", to.zip),
         key("json_lines", to.json_lines),
         key("inai", to.inai),
         key("pages", to.pages),
         key("search", to.search),
         key("indicators", to.indicators),
         key("emergency", to.emergency),
         {"tables", [this, &to](const toml::node& node) { return take_tables(node, to.tables); }}});
  }

  bool take_tables(const toml::node& node, std::set<PortalTables>& to) const {
    using enum PortalTables;
    std::vector<std::string> words;
    if (!take_value(node, words)) return false;
    to.clear();
    for (const std::string& word : words) {
      for (const PortalTables each : {csv, xlsx, sqlite}) {
        if (name(each) == word) to.insert(each);
      }
    }
    if (to.size() != words.size()) refuse("publish.config-tables", "portal.tables", node);
    return true;
  }

  void targets(const toml::table& given) {
    for (const auto& [name, node] : given) {
      if (!node.is_table()) {
        refuse("publish.config-value", "target." + std::string(name.str()), node);
      }
      target(std::string(name.str()), *node.as_table());
    }
  }

  void target(const std::string& name, const toml::table& given) {
    TargetConfig& to = config_.targets[name];
    publish::Settings& settings = to.settings;
    take(given, "target." + name + ".",
         {key("to", settings.address), key("base_url", settings.base_url),
          key("endpoint", settings.endpoint), key("region", settings.region),
          key("organization", settings.dataset.organization),
          key("license_id", settings.dataset.license),
          table("extras", [&](const toml::table& each) { extras(each, settings.dataset); }),
          key("token_header", settings.token_header), key("max_bytes", settings.max_bytes),
          key("cacert", settings.ca_file), key("proxy", settings.proxy),
          key("allow_http", settings.allow_http), key("retries", settings.retries),
          key("timeout", settings.timeout), key("token_env", to.token_variable),
          key("user_env", to.user_variable), key("password_env", to.password_variable),
          key("access_key_env", to.access_key_variable),
          key("secret_key_env", to.secret_key_variable)});
    if (!config_.found) return;
    for (const auto& [given_name, node] : given) {
      const bool names_variable = given_name.str().ends_with("_env");
      if (names_variable || (given_name == "to" && !is_below_here(settings.address))) {
        refuse("publish.config-found", "target." + name + "." + std::string(given_name.str()),
               node);
      }
    }
  }

  void extras(const toml::table& given, publish::Dataset& to) const {
    for (const auto& [name, node] : given) {
      const auto value = node.value_exact<std::string>();
      if (!value) refuse("publish.config-value", std::string(name.str()), node);
      to.extras.emplace_back(name.str(), *value);
    }
  }

  PublishConfig& config_;
};

}  // namespace

PublishConfig read_config(const std::string& path) {
  PublishConfig config;
  config.found = path.empty();
  config.path = config.found ? default_path : path;
  std::error_code error;
  if (config.found && !fs::exists(default_path, error)) {
    config.path.clear();
    return config;
  }
  const std::string text = io::read_whole(config.path, error, most_config);
  if (error) {
    throw Error(ErrorKind::usage, "publish.config-unread",
                {{"path", config.path}, {"reason", error.message()}});
  }
  try {
    ConfigReader(config).read(toml::parse(text, config.path));
  } catch (const toml::parse_error& failure) {
    const auto line = failure.source().begin.line;
    throw Error(ErrorKind::usage, "publish.config-syntax",
                {{"path", config.path},
                 {"line", std::to_string(line)},
                 {"reason", std::string(failure.description())}});
  }
  return config;
}

}  // namespace edca::cli
