#include "cli/publish/config.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <span>

#include <toml++/toml.h>

#include "edca/error.hpp"
#include "io/file.hpp"

namespace edca::cli {
namespace {

constexpr const char* default_path = "edca.toml";
constexpr std::uint64_t most_config = std::uint64_t{1} << 20;

/// A key of a table, and what takes its value; answers whether it has the right type.
struct Key {
  std::string_view name;
  std::function<bool(const toml::node&)> take;
};

Key text(std::string_view name, std::string& target) {
  return {name, [&target](const toml::node& node) {
            const auto value = node.value_exact<std::string>();
            if (value) target = *value;
            return value.has_value();
          }};
}

Key flag(std::string_view name, bool& target) {
  return {name, [&target](const toml::node& node) {
            const auto value = node.value_exact<bool>();
            if (value) target = *value;
            return value.has_value();
          }};
}

template <class Number>
Key number(std::string_view name, Number& target) {
  return {name, [&target](const toml::node& node) {
            const auto value = node.value_exact<std::int64_t>();
            if (!value || *value < 0 || *value > std::numeric_limits<std::int32_t>::max()) {
              return false;
            }
            target = static_cast<Number>(*value);
            return true;
          }};
}

Key texts(std::string_view name, std::vector<std::string>& target) {
  return {name, [&target](const toml::node& node) {
            const toml::array* list = node.as_array();
            if (list == nullptr) return false;
            target.clear();
            for (const toml::node& each : *list) {
              const auto value = each.value_exact<std::string>();
              if (!value) return false;
              target.push_back(*value);
            }
            return true;
          }};
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
         {text("title", to.title), text("title_en", to.title_en),
          text("description", to.description), text("description_en", to.description_en),
          text("identifier", to.identifier), text("license", to.license),
          text("publication_policy", to.publication_policy), text("frequency", to.frequency),
          texts("languages", to.languages), texts("keywords", to.keywords),
          texts("themes", to.themes), text("spatial", to.spatial),
          text("landing_page", to.landing_page), text("base_url", to.base_url),
          text("ocid_prefix", to.ocid_prefix),
          table("publisher", [this](const toml::table& each) { publisher(each); }),
          table("contact", [this](const toml::table& each) { contact(each); })});
  }

  void publisher(const toml::table& given) {
    PortalDataset::Publisher& to = config_.portal.dataset.publisher;
    take(given, "dataset.publisher.",
         {text("name", to.name), text("scheme", to.scheme), text("uid", to.uid),
          text("uri", to.uri)});
  }

  void contact(const toml::table& given) {
    take(given, "dataset.contact.",
         {text("name", config_.portal.dataset.contact_name),
          text("email", config_.portal.dataset.contact_email)});
  }

  void portal(const toml::table& given) {
    PortalForm& to = config_.portal;
    take(given, "portal.",
         {number("page_items", to.page_items), flag("records", to.records), flag("zip", to.zip),
          flag("json_lines", to.json_lines), flag("inai", to.inai)});
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
         {text("to", settings.address), text("base_url", settings.base_url),
          text("endpoint", settings.endpoint), text("region", settings.region),
          text("organization", settings.dataset.organization),
          text("license_id", settings.dataset.license),
          table("extras", [&](const toml::table& each) { extras(each, settings.dataset); }),
          text("token_header", settings.token_header), number("max_bytes", settings.max_bytes),
          text("cacert", settings.ca_file), text("proxy", settings.proxy),
          flag("allow_http", settings.allow_http), number("retries", settings.retries),
          number("timeout", settings.timeout), text("token_env", to.token_variable),
          text("user_env", to.user_variable), text("password_env", to.password_variable),
          text("access_key_env", to.access_key_variable),
          text("secret_key_env", to.secret_key_variable)});
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
  config.path = path.empty() ? default_path : path;
  std::error_code error;
  if (path.empty() && !std::filesystem::exists(default_path, error)) {
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
