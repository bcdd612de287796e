#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "schema/codelist.hpp"

namespace edca::schema {

/// A codelist file of an extension: "x.csv" replaces or is new, "+x.csv" adds, "-x.csv" removes.
struct ExtensionCodelist {
  std::string file;
  std::vector<Code> codes;
};

/// An extension of OCDS: a patch of the release schema and codelists.
/// https://standard.open-contracting.org/1.1/en/extensions/
struct Extension {
  std::string name;      ///< "taxes"
  std::string url;       ///< where it is published
  std::string status;    ///< "bundled" or "added"
  bool mexican = false;  ///< part of EDCA-MX and published or mirrored by its authors
  std::vector<std::string> repositories;  ///< "owner/repository", lower case, it answers to
  json::Value metadata;                   ///< extension.json
  json::Value patch;  ///< release-schema.json without nulls; null when it has none
  std::vector<ExtensionCodelist> codelists;
};

/// The schemas, extensions and codelists this build knows. Immutable after construction and safe to
/// share between threads, but for add(), which belongs before any use.
class Catalog {
 public:
  /// Reads what is compiled into the program. Cheap: schemas are parsed when first asked for.
  Catalog();
  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  /// The extension with this name or that a URL stands for; nullptr when unknown.
  const Extension* extension(std::string_view name_or_url) const;
  /// Whether a declared URL makes a file an EDCA-MX one: an extension of the profile, as its own
  /// authors publish or mirror it.
  bool is_mexican(std::string_view url) const;
  const std::vector<std::unique_ptr<Extension>>& extensions() const { return extensions_; }

  /// Adds an extension from a folder with extension.json; a later one of the same name wins.
  /// Throws Error(schema, "extension.folder") with arguments path, reason.
  const Extension& add(const std::string& folder);
  /// The extension that a user names: by name or URL, or a folder (with "/"), which is added.
  /// Throws Error(usage, "extension.unknown") with argument name, and as add().
  const Extension& named(const std::string& word);
  /// Adds every extension stored in a folder of extensions; a missing folder is no error.
  void add_all(const std::string& folder);

  /// An embedded schema by path below schemas/, parsed once. Throws Error(schema,
  /// "schema.unknown").
  const json::Value& schema(std::string_view path) const;
  /// The names of the codelist files of a standard: folder is "ocds/1.1".
  std::vector<std::string> codelists(std::string_view folder) const;
  /// One codelist of a standard.
  Codelist codelist(std::string_view folder, std::string_view file) const;
  /// The EDCA-MX profile: schemas/profiles/edca-mx.json.
  const json::Value& edca_mx() const { return schema("profiles/edca-mx.json"); }

 private:
  struct Parsed;
  std::vector<std::unique_ptr<Extension>> extensions_;
  std::map<std::string, const Extension*, std::less<>> by_name_;
  std::map<std::string, const Extension*, std::less<>> by_repository_;
  std::vector<std::string> mexican_owners_;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace edca::schema
