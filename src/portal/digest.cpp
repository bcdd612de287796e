#include "portal/digest.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/text.hpp"
#include "json/value.hpp"

namespace edca::portal {
namespace {

using Kind = json::NodeKind;

/// Writes objects of some members; what is not as expected is told at the end.
class Digester {
 public:
  explicit Digester(std::string& out) : out_(out) {}

  bool usual() const { return usual_; }

  void release(const json::Node& release) {
    open('{');
    for (const std::string_view key : {"ocid", "id", "date"}) literal(release, key);
    list(release, "awards");
    list(release, "contracts");
    part(release, "tender", {"procurementMethod"});
    close('}');
  }

 private:
  void list(const json::Node& release, std::string_view key) {
    const json::Node* array = member(release, key);
    if (array == nullptr) return;
    if (array->kind != Kind::array) return write(*array);
    open('[');
    const json::Node* each = array + 1;
    for (std::uint32_t at = 0; at < array->size; ++at, each = each->next()) {
      usual_ = usual_ && each->kind == Kind::object;
      separate();
      open('{');
      literal(*each, "id");
      literal(*each, "status");
      part(*each, "value", {"amount", "currency"});
      rest(*each, {"id", "status", "value"});
      close('}');
    }
    close(']');
  }

  /// A member that should be an object.
  void part(const json::Node& object, std::string_view key,
            std::initializer_list<std::string_view> keys) {
    const json::Node* value = member(object, key);
    if (value == nullptr) return;
    if (value->kind != Kind::object) return write(*value);
    open('{');
    for (const std::string_view each : keys) literal(*value, each);
    rest(*value, keys);
    close('}');
  }

  /// One member in the place of those that are not written: an object that says something is merged
  /// otherwise than an empty one.
  void rest(const json::Node& object, std::initializer_list<std::string_view> written) {
    if (object.kind != Kind::object) return;
    bool any = false;
    bool says = false;
    const json::Node* key = &object + 1;
    for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
      if (std::find(written.begin(), written.end(), key->view()) != written.end()) continue;
      const json::Node& value = key[1];
      any = true;
      says = says || !(value.kind == Kind::null || (value.is_container() && value.size == 0));
    }
    if (!any) return;
    separate();
    out_.append(says ? "\"\":true" : "\"\":null");
  }

  void literal(const json::Node& object, std::string_view key) {
    if (const json::Node* value = member(object, key)) write(*value);
  }

  /// Writes its name, where it is there.
  const json::Node* member(const json::Node& object, std::string_view key) {
    const json::Node* value = json::find(object, key);
    if (value == nullptr) return nullptr;
    separate();
    out_.append("\"").append(key).append("\":");
    return value;
  }

  void write(const json::Node& value) {
    if (value.kind == Kind::null) {
      out_ += "null";
    } else if (value.is_bool()) {
      out_ += value.kind == Kind::yes ? "true" : "false";
    } else if (value.kind == Kind::number) {
      out_ += value.view();
    } else {
      usual_ = usual_ && value.kind == Kind::string && base::is_utf8(value.view());
      if (usual_) json::write_string(value.view(), out_);
    }
  }

  void separate() {
    if (out_.back() != '{' && out_.back() != '[') out_ += ',';
  }
  void open(char bracket) { out_ += bracket; }
  void close(char bracket) { out_ += bracket; }

  std::string& out_;
  bool usual_ = true;
};

}  // namespace

bool append_digest(const json::Node& release, std::string& out) {
  const std::size_t before = out.size();
  Digester digester(out);
  digester.release(release);
  if (!digester.usual()) out.resize(before);
  return digester.usual();
}

}  // namespace edca::portal
