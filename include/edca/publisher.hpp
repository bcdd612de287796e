#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/error.hpp"

namespace edca::publish {

class Transport;

/// The order in which files are put in place: what others name comes first.
enum class Stage { data, index, manifest };

/// A file to be published.
struct File {
  std::string path;   ///< within the portal, with '/'
  std::string local;  ///< where its bytes are; they must not change meanwhile
  std::uint64_t bytes = 0;
  std::string sha256;  ///< lower-case hexadecimal
  std::string media_type;
  Stage stage = Stage::data;
  std::string title;   ///< for catalogues
  std::string format;  ///< for catalogues: "JSON"
};

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

/// Where to publish, and how to get there.
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

/// Is told how far a run is.
class Observer {
 public:
  virtual ~Observer() = default;
  /// Bytes written so far of all that are to be written; then the same of those to be read back.
  virtual void progress(std::uint64_t done, std::uint64_t total) {
    static_cast<void>(done), static_cast<void>(total);
  }
  /// Asked now and then; true puts back what was changed and ends the run.
  virtual bool cancelled() { return false; }
};

/// What touches the world besides the target. Members may be empty: then it is the world.
struct World {
  std::shared_ptr<Transport> transport;
  std::function<void(double seconds)> pause;
  std::function<std::int64_t()> now;  ///< seconds since 1970
};

/// Puts files on a target so that readers see every file old or new and whole, and proves that they
/// are there: plan, write, read back, and put back what was there when something fails. Every
/// write stands in a journal first. For one run by one thread.
class Publisher {
 public:
  /// Takes the lock; asks nothing of the target yet. Throws Failure(conflict) where someone else
  /// holds it, Failure(usage) for a target or credentials that cannot be used.
  Publisher(Settings settings, World world, Observer& observer);
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
  /// Carries the plan out.
  Outcome apply(Verify verify);
  /// The plan with its states.
  const std::vector<Change>& changes() const;

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

/// The address without what must not be shown, for messages; also where it is no valid one.
std::string shown(std::string_view address);

/// The exit code of a command that ends so.
int exit_code(Result result);

}  // namespace edca::publish
