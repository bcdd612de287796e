#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/error.hpp"
#include "edca/portal_file.hpp"
#include "edca/session.hpp"
#include "edca/transport.hpp"

namespace edca::publish {

using File = PortalFile;
using Stage = PortalStage;

/// Credentials; never written anywhere. Which of them are used is up to the kind of target.
struct Secrets {
  std::string token;  ///< CKAN
  std::string user;   ///< WebDAV
  std::string password;
  std::string access_key;  ///< S3
  std::string secret_key;
  std::string session_token;
};

/// What a catalogue says of the dataset, where the target has one.
struct Dataset {
  std::string title;
  std::string description;
  std::string license;       ///< the portal's id for it, or its address
  std::string organization;  ///< of the portal, by name
  std::string landing_page;
  std::string contact_name;
  std::string contact_email;
  std::vector<std::string> keywords;
  std::vector<std::pair<std::string, std::string>> extras;
};

/// Where to publish, and how to get there. A plain struct.
struct Settings {
  /// "dir:PATH", "dav+https://HOST/PATH", "ckan+https://HOST/dataset/NAME", "s3://BUCKET/PREFIX".
  std::string address;
  /// Where readers find the files; empty: the address itself, of a folder: the folder.
  std::string base_url;
  Secrets secrets;
  std::string state_folder;  ///< for journal, lock and the bytes before; outside the portal
  std::string token_header = "Authorization";  ///< CKAN
  std::string endpoint;                        ///< S3: "https://s3.example.org"
  std::string region = "us-east-1";            ///< S3
  std::uint64_t max_bytes = 0;                 ///< of a file, as the portal allows; 0: not known
  Dataset dataset;
  std::string ca_file;      ///< certificates to trust instead of the system's
  std::string proxy;        ///< empty: as the environment says
  bool allow_http = false;  ///< unencrypted, beyond loopback
  unsigned retries = 4;     ///< after the first attempt
  unsigned timeout = 60;  ///< seconds without progress; also how long caches may show the old file
};

enum class Verify {
  full,  ///< every byte is read back as anybody would and compared
  head,  ///< size only
  none,
};

/// What is true when a run has ended.
enum class Result {
  published,     ///< all files are there
  unchanged,     ///< all files were there
  pending,       ///< a plan that was not carried out
  usage,         ///< a target that cannot be used like this
  failed,        ///< the remote failed; nothing has changed, or it was put back
  refused,       ///< the remote refused; nothing has changed, or it was put back
  conflict,      ///< someone else is at it; nothing has changed, or it was put back
  restored,      ///< verification failed, the state before is back
  inconsistent,  ///< a person must look
};

/// Work on a target that could not be done, and what is true now.
class Failure : public Error {
 public:
  Failure(Result result, const std::string& key, Arguments arguments = {})
      : Error(ErrorKind::network, key, std::move(arguments)), result_(result) {}
  Result result() const noexcept { return result_; }

 private:
  Result result_;
};

enum class Action { keep, create, replace, remove };

/// A file, what is to be done with it, and how far that is.
struct Change {
  enum class State {
    planned,
    kept,      ///< was there already
    written,   ///< the target says that it took it
    verified,  ///< read back
    put_back,  ///< as it was before the run
    unknown,   ///< a person must look
  };
  File file;
  Action action = Action::keep;
  State state = State::planned;
  std::string url;              ///< where readers find it; empty: not known
  std::string previous_sha256;  ///< of the bytes that were replaced, once they were read
};

/// How a run ended.
struct Outcome {
  Result result = Result::unchanged;
  std::vector<Error> problems;  ///< the first is the cause
  double upload_seconds = 0;
  double verify_seconds = 0;
};

/// How the target is reached. Members may be empty: then over the network, and with real pauses.
struct World {
  std::shared_ptr<Transport> transport;
  std::function<void(double seconds)> pause;
};

/// Releases that are published with the same ocid and id and another content: a published release
/// must not change. https://standard.open-contracting.org/1.1/en/primer/releases_and_records/
struct Rewrites {
  struct Release {
    std::string ocid;
    std::string id;
    std::string file;  ///< that it is to be published in
  };
  std::vector<Release> first;  ///< at most five
  std::uint64_t count = 0;     ///< all of them
};

/// What is true of a file of a portal.
enum class FileState : unsigned char {
  same,       ///< as the manifest on the target says
  missing,    ///< the manifest names it, and it is not there
  different,  ///< its bytes are not those that the manifest names
  added,      ///< made, but not in the manifest
  newer,      ///< made with other bytes than the manifest names
  extra,      ///< in the manifest, and no longer made
};

/// "same", "missing", "different", "new", "newer" or "extra".
std::string_view name(FileState state) noexcept;

/// What is on a target.
struct Status {
  enum class Manifest : unsigned char {
    absent,
    broken,  ///< no manifest of a portal
    read,
  };
  Manifest manifest = Manifest::absent;
  std::vector<File> published;             ///< as the manifest says: path, bytes and sha256
  std::map<std::string, FileState> files;  ///< by path
  std::uint64_t differences = 0;           ///< of the target and, after compare(), of what was made

  /// Adds how the files of a portal that was made, those of files_for(), differ from those that are
  /// published.
  void compare(const std::vector<File>& made);
};

/// Puts files on a target so that readers see every file old or new and whole, and proves that they
/// are there: plan, write, read back, and put back what was there when something fails. Every
/// write stands in a journal first. For one run by one thread.
///
/// Of the session, `clock`, `cancelled` (which puts back what was changed and ends the run) and
/// `progress` are used: bytes written so far of all that are to be written, then the same of those
/// to be read back.
class Publisher {
 public:
  /// Takes the lock; asks nothing of the target yet. Throws Failure(conflict) where someone else
  /// holds it, Failure(usage) for a target or credentials that cannot be used.
  explicit Publisher(Settings settings, Session session = {}, World world = {});
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  /// Looks what the target holds of these files, and writes nothing. In order of writing. Throws
  /// Failure.
  const std::vector<Change>& plan(std::vector<File> files);
  bool changes_nothing() const;
  /// Reads the bytes that a file has on the target now into a file of the state folder, and answers
  /// its name; empty when there is none. Throws Failure.
  std::string fetch(const std::string& path);
  /// Compares the releases of the packages that the plan changes with those that are published in
  /// their place. After plan(). Throws Failure.
  Rewrites find_rewrites();
  /// Compares what the target holds with the manifest that it holds. In the place of plan(). Throws
  /// Failure.
  Status status();
  /// Carries the plan out.
  Outcome apply(Verify verify);
  /// The plan with its states.
  const std::vector<Change>& changes() const;

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

/// Those of the files of a portal that a target of this kind carries: a catalogue (CKAN) has pages
/// of its own, and takes the data and the manifest alone.
std::vector<File> files_for(std::string_view address, std::vector<File> files);

/// The address without what must not be shown, for messages; also where it is no valid one.
std::string shown(std::string_view address);

/// The exit code of a command that ends so.
int exit_code(Result result);

}  // namespace edca::publish
