#include "edca/given_input.hpp"

#include "io/file.hpp"
#include "io/given.hpp"
#include "io/names.hpp"

#include <map>
#include <mutex>
#include <utility>

namespace edca {
namespace io {
namespace {

/// No name of a file begins so: the system ends names at the first of these.
constexpr std::string_view given_prefix("\0edca/", 6);

/// No file is on such a device; beside it stands the number of the GivenInput.
constexpr std::uint64_t given_device = UINT64_MAX;

/// What is known of a GivenInput.
struct Given {
  std::string name;
  std::uint64_t number = 0;
  std::optional<std::string_view> bytes;
  GivenInput::Read read;
  GivenInput::Waits waits = {};  ///< of lines
};

/// All that live, by their arguments.
struct AllGiven {
  std::mutex mutex;
  std::uint64_t last = 0;
  std::map<std::string, std::shared_ptr<const Given>, std::less<>> known;
};

AllGiven& all_given() {
  static AllGiven all;
  return all;
}

std::shared_ptr<const Given> find_given(const std::string& argument) {
  AllGiven& all = all_given();
  const std::lock_guard lock(all.mutex);
  const auto found = all.known.find(argument);
  return found == all.known.end() ? nullptr : found->second;
}

/// The bytes that a function gives.
class Pieces final : public Source {
 public:
  explicit Pieces(std::shared_ptr<const Given> given) : given_(std::move(given)) {}

  std::size_t read(char* data, std::size_t size) override {
    if (size == 0 || ended_) return 0;
    const std::size_t got = given_->read(data, size);
    ended_ = got == 0;
    return got;
  }

 private:
  std::shared_ptr<const Given> given_;
  bool ended_ = false;
};

/// A source behind the bytes of it that were looked at.
class LookedAt final : public Source {
 public:
  LookedAt(std::string head, std::unique_ptr<Source> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}

  std::size_t read(char* data, std::size_t size) override {
    const std::size_t got = head_.copy(data, size, at_);
    at_ += got;
    return got != 0 ? got : rest_->read(data, size);
  }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<Source> rest_;
};

/// Of an input that stands for one, or for a copy of it; null for every other.
std::shared_ptr<const Given> given_of(const Input& input) {
  if (input.device != given_device) return nullptr;
  return find_given(std::string(given_prefix) + std::to_string(input.inode));
}

std::string head_of(Source& source) {
  char bytes[magic_size];
  std::size_t got = 0;
  while (got < sizeof bytes) {
    const std::size_t more = source.read(bytes + got, sizeof bytes - got);
    if (more == 0) break;
    got += more;
  }
  return {bytes, got};
}

Packing packing_of(std::string_view bytes) {
  const Magic magic = magic_of(bytes);
  return magic == Magic::gzip   ? Packing::gzip
         : magic == Magic::zstd ? Packing::zstd
                                : Packing::plain;
}

}  // namespace

std::optional<Input> given_input(const std::string& argument) {
  if (!argument.starts_with(given_prefix)) return std::nullopt;
  const std::shared_ptr<const Given> given = find_given(argument);
  if (!given) throw InputFault("input.unreadable", "missing");
  Input input;
  input.name = displayed(given->name);
  input.device = given_device;
  input.inode = given->number;
  if (given->bytes) {
    input.memory = given->bytes;
    input.bytes = given->bytes->size();
    input.packing = packing_of(*given->bytes);
  } else {
    input.path = argument;
    input.stream = true;
  }
  return input;
}

bool given_as_lines(const Input& input) {
  const std::shared_ptr<const Given> given = given_of(input);
  return given && given->waits;
}

bool given_waits(const Input& input) {
  const std::shared_ptr<const Given> given = given_of(input);
  return given && given->waits && input.path.starts_with(given_prefix) && given->waits();
}

std::unique_ptr<Source> open_given(const Input& input) {
  if (!input.path.starts_with(given_prefix)) return nullptr;
  std::shared_ptr<const Given> given = find_given(input.path);
  if (!given) throw InputFault("input.unreadable", "missing");
  return std::make_unique<Pieces>(std::move(given));
}

std::unique_ptr<Source> unpack_given(std::unique_ptr<Source> source, const UnpackLimits& limits) {
  std::string head = head_of(*source);
  const Magic magic = magic_of(head);
  source = std::make_unique<LookedAt>(std::move(head), std::move(source));
  switch (magic) {
    case Magic::gzip:
      return gunzip(std::move(source), limits);
    case Magic::zstd:
      return unzstd(std::move(source), limits);
    case Magic::zip:
      throw InputFault("input.unreadable", "zip-stream");
    case Magic::none:
      break;
  }
  return source;
}

}  // namespace io

struct GivenInput::Parts {
  explicit Parts(io::Given given) {
    io::AllGiven& all = io::all_given();
    const std::lock_guard lock(all.mutex);
    given.number = ++all.last;
    argument = std::string(io::given_prefix) + std::to_string(given.number);
    all.known.emplace(argument, std::make_shared<const io::Given>(std::move(given)));
  }
  ~Parts() {
    io::AllGiven& all = io::all_given();
    const std::lock_guard lock(all.mutex);
    all.known.erase(argument);
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::string argument;
};

GivenInput::GivenInput(std::string name, std::string_view bytes)
    : parts_(std::make_unique<Parts>(io::Given{std::move(name), 0, bytes, {}})) {}
GivenInput::GivenInput(std::string name, Read read)
    : parts_(
          std::make_unique<Parts>(io::Given{std::move(name), 0, std::nullopt, std::move(read)})) {}
GivenInput::GivenInput(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
GivenInput GivenInput::lines(std::string name, Read read, Waits waits) {
  return GivenInput(std::make_unique<Parts>(
      io::Given{std::move(name), 0, std::nullopt, std::move(read), std::move(waits)}));
}
GivenInput::~GivenInput() = default;
GivenInput::GivenInput(GivenInput&&) noexcept = default;
GivenInput& GivenInput::operator=(GivenInput&&) noexcept = default;

const std::string& GivenInput::argument() const noexcept {
  return parts_->argument;
}

}  // namespace edca
