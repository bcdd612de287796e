#include "io/source.hpp"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>

namespace edca::io {
namespace {

/// 2^27 bytes, 128 MiB: what `zstd` itself unpacks without being asked for more.
constexpr int max_window_log = 27;

/// What both formats share: a buffer of packed bytes, the ratio, and that the bytes before a fault
/// are given before it is thrown.
class Unpacker : public Source {
 public:
  Unpacker(std::unique_ptr<Source> source, const UnpackLimits& limits)
      : source_(std::move(source)), limits_(limits), buffer_(buffer_size, '\0') {}

  std::size_t read(char* data, std::size_t size) final {
    size = std::min(size, std::size_t{1} << 30);
    std::size_t given = 0;
    while (given == 0 && size != 0 && !done_) {
      if (fault_) throw *fault_;
      given = step(data, size);
    }
    unpacked_ += given;
    check_ratio();
    return given;
  }

  std::uint64_t packed() const final {
    return std::min(fetched_ - (end_ - at_), source_->packed());
  }

 protected:
  /// Unpacks some more and returns how many bytes that gave; 0 is not the end.
  virtual std::size_t step(char* data, std::size_t size) = 0;

  const char* bytes() const { return buffer_.data() + at_; }
  std::size_t available() const { return end_ - at_; }
  void consume(std::size_t count) { at_ += count; }

  /// Gets more bytes when all are used up; false at the end of the packed bytes.
  bool refill() {
    if (at_ < end_) return true;
    at_ = end_ = 0;
    end_ = source_->read(buffer_.data(), buffer_.size());
    fetched_ += end_;
    return end_ != 0;
  }

  void finish() { done_ = true; }
  void fail(InputFault fault) { fault_ = std::move(fault); }

 private:
  static constexpr std::size_t buffer_size = 256u << 10;

  void check_ratio() {
    if (unpacked_ <= limits_.free || done_ || fault_) return;
    const std::uint64_t from = packed();
    if (limits_.ratio != 0 && (unpacked_ - 1) / limits_.ratio < from) return;
    const std::uint64_t ratio = unpacked_ / std::max<std::uint64_t>(from, 1);
    fail(InputFault("input.ratio", {},
                    {{"ratio", std::to_string(ratio)}, {"limit", std::to_string(limits_.ratio)}}));
  }

  std::unique_ptr<Source> source_;
  UnpackLimits limits_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t fetched_ = 0;
  std::uint64_t unpacked_ = 0;
  bool done_ = false;
  std::optional<InputFault> fault_;
};

/// What zlib unpacks.
class Inflater : public Unpacker {
 public:
  Inflater(std::unique_ptr<Source> source, const UnpackLimits& limits, int window_bits)
      : Unpacker(std::move(source), limits) {
    if (inflateInit2(&stream_, window_bits) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() override { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

 protected:
  enum class State { going_on, ended, broken };
  struct Step {
    State state;
    std::size_t given;
  };

  /// Whether zlib may have more to give without more bytes.
  bool full() const { return full_; }

  Step inflate_some(char* data, std::size_t size) {
    // zlib promises not to write there (next_in is const where ZLIB_CONST is defined).
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes()));
    stream_.avail_in = static_cast<uInt>(available());
    stream_.next_out = reinterpret_cast<Bytef*>(data);
    stream_.avail_out = static_cast<uInt>(size);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    consume(available() - stream_.avail_in);
    full_ = stream_.avail_out == 0 && result == Z_OK;
    const std::size_t given = size - stream_.avail_out;
    if (result == Z_OK || result == Z_BUF_ERROR) return {State::going_on, given};
    return {result == Z_STREAM_END ? State::ended : State::broken, given};
  }

  void restart() { inflateReset(&stream_); }

 private:
  z_stream stream_ = {};
  bool full_ = false;
};

/// RFC 1952: members one after another, zeros behind them.
class Gunzip final : public Inflater {
 public:
  Gunzip(std::unique_ptr<Source> source, const UnpackLimits& limits)
      : Inflater(std::move(source), limits, MAX_WBITS + gzip_only) {}

 private:
  static constexpr int gzip_only = 16;

  std::size_t step(char* data, std::size_t size) override {
    if (!full() && !refill()) {
      if (between_) {
        finish();
      } else {
        fail(InputFault("input.truncated", "gzip"));
      }
      return 0;
    }
    if (between_ && !next_member()) return 0;
    const Step step = inflate_some(data, size);
    between_ = step.state == State::ended;
    if (step.state == State::broken) fail(InputFault("input.unreadable", "broken-gzip"));
    return step.given;
  }

  /// Passes over zeros; whether another member follows.
  bool next_member() {
    const std::string_view left(bytes(), available());
    const std::size_t zeros = std::min(left.find_first_not_of('\0'), left.size());
    consume(zeros);
    if (zeros == left.size()) return false;
    if (left[zeros] != '\x1f') {
      fail(InputFault("input.unreadable", "broken-gzip"));
      return false;
    }
    restart();
    return true;
  }

  bool between_ = false;  ///< a member has ended
};

/// A member of a zip: bare deflate (RFC 1951) or stored.
class Unzip final : public Inflater {
 public:
  Unzip(std::unique_ptr<Source> source, const MemberFacts& facts, const UnpackLimits& limits)
      : Inflater(std::move(source), limits, -MAX_WBITS), facts_(facts) {}

 private:
  std::size_t step(char* data, std::size_t size) override {
    if (!full() && !refill()) {
      end(!facts_.deflated);
      return 0;
    }
    Step step = {State::going_on, 0};
    if (facts_.deflated) {
      step = inflate_some(data, size);
    } else {
      step.given = std::min(size, available());
      std::memcpy(data, bytes(), step.given);
      consume(step.given);
    }
    const auto* given = reinterpret_cast<const Bytef*>(data);
    checksum_ = crc32(checksum_, given, static_cast<uInt>(step.given));
    size_ += step.given;
    if (step.state != State::going_on || size_ > facts_.size) end(step.state == State::ended);
    return step.given;
  }

  void end(bool as_it_should) {
    if (as_it_should && checksum_ == facts_.checksum && size_ == facts_.size) {
      finish();
    } else {
      fail(InputFault("input.unreadable", "broken-zip"));
    }
  }

  MemberFacts facts_;
  uLong checksum_ = 0;
  std::uint64_t size_ = 0;
};

/// RFC 8878: frames one after another.
class Unzstd final : public Unpacker {
 public:
  Unzstd(std::unique_ptr<Source> source, const UnpackLimits& limits)
      : Unpacker(std::move(source), limits), stream_(ZSTD_createDStream()) {
    if (!stream_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, max_window_log);
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  /// Hands over no more than the header or block that the library said to want next (it counts the
  /// header of the block after in): where it meets an error, it forgets what it gave in that call.
  std::size_t step(char* data, std::size_t size) override {
    if (!full_ && !refill()) {
      if (between_) {
        finish();
      } else {
        fail(InputFault("input.truncated", "zstd"));
      }
      return 0;
    }
    ZSTD_inBuffer in = {bytes(), full_ ? 0 : std::min(available(), wanted_), 0};
    ZSTD_outBuffer out = {data, size, 0};
    const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
    if (ZSTD_isError(result) != 0) {
      fail(fault_of(result));
      return 0;
    }
    consume(in.pos);
    full_ = out.pos == out.size && result != 0;
    if (in.pos != 0 || out.pos != 0) {
      between_ = result == 0;
      wanted_ = between_ ? first_bytes : result;
      if (!between_ && result > block_header) wanted_ -= block_header;
    }
    return out.pos;
  }

  static InputFault fault_of(std::size_t result) {
    const ZSTD_ErrorCode code = ZSTD_getErrorCode(result);
    if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (code == ZSTD_error_frameParameter_windowTooLarge) {
      return InputFault("input.unreadable", "zstd-window",
                        {{"limit", std::to_string(1u << (max_window_log - 20))}});
    }
    return InputFault("input.unreadable", "broken-zstd");
  }

  static constexpr std::size_t first_bytes = 5;  ///< the shortest header of a frame
  static constexpr std::size_t block_header = 3;

  std::unique_ptr<ZSTD_DStream, Free> stream_;
  std::size_t wanted_ = first_bytes;
  bool full_ = false;     ///< the last call filled all it got: the library may have more to give
  bool between_ = false;  ///< a frame has ended
};

}  // namespace

std::unique_ptr<Source> gunzip(std::unique_ptr<Source> packed, const UnpackLimits& limits) {
  return std::make_unique<Gunzip>(std::move(packed), limits);
}

std::unique_ptr<Source> unzip(std::unique_ptr<Source> packed, const MemberFacts& facts,
                              const UnpackLimits& limits) {
  return std::make_unique<Unzip>(std::move(packed), facts, limits);
}

std::unique_ptr<Source> unzstd(std::unique_ptr<Source> packed, const UnpackLimits& limits) {
  return std::make_unique<Unzstd>(std::move(packed), limits);
}

}  // namespace edca::io
