// SPDX-License-Identifier: Apache-2.0
import CPango
import Glibc
import Vocabulary

/// Where the bytes of a file go: memory, or a file that appears only when it is whole.
///
/// The file is written under a temporary name in the same folder, flushed to disk and renamed; a
/// reader sees the old file or the new one, never a part. Whatever fails leaves nothing behind.
final class ByteSink {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private var failure: Int32 = 0
    private var descriptor: Int32 = -1
    private let path: String
    private let part: String
    private static let buffered = 1 << 16

    /// Into memory.
    init() {
        path = ""
        part = ""
    }

    /// Into a file that only its owner may read; it holds names and addresses.
    init(path: String) throws(Fault) {
        self.path = path
        let folder = ByteSink.folder(of: path)
        part = "\(folder)/.\(path.split(separator: "/").last ?? "print").\(getpid()).part"
        unlink(part)
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ByteSink.fault(errno, "cannot create the file") }
    }

    deinit { abandon() }

    func write(_ data: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard failure == 0 else { return false }
        bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: length))
        count += length
        if descriptor >= 0, bytes.count >= ByteSink.buffered { flush() }
        return failure == 0
    }

    private func flush() {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count, failure == 0 {
                let sent = Glibc.write(
                    descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
                if sent >= 0 { offset += sent } else if errno != EINTR { failure = errno }
            }
        }
        bytes.removeAll(keepingCapacity: true)
    }

    /// Makes the file appear under its name.
    func finish() throws(Fault) {
        guard descriptor >= 0 else { return }
        flush()
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        descriptor = -1
        if failure == 0, rename(part, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(part)
            throw ByteSink.fault(failure, "cannot write the file")
        }
        let folder = open(ByteSink.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw ByteSink.fault(errno, "cannot open the folder") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw ByteSink.fault(errno, "cannot flush the folder") }
    }

    /// Removes what was written so far.
    func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(part)
    }

    /// The fault behind a failed write, if any.
    var fault: Fault? {
        failure == 0 ? nil : ByteSink.fault(failure, "cannot write the file")
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func fault(_ number: Int32, _ what: String) -> Fault {
        Fault(
            number == ENOSPC || number == EDQUOT ? .diskFull : .disk,
            detail: "\(what): \(String(cString: strerror(number)))")
    }
}
