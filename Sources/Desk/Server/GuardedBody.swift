// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore
import Office
import Safeguards

/// A file on its way to a browser, piece by piece: whoever is stopped while it runs gets no further
/// piece.
struct GuardedBody: Sendable {
    static let piece = 128 * 1_024

    let content: [UInt8]
    /// Asked before each piece.
    let isOpen: @Sendable () async throws -> Bool

    /// - Throws: `SafeguardRefusal.sessionExpired`: the connection ends in the middle, so that the
    ///   browser keeps no file that looks whole.
    func write(_ send: (ByteBuffer) async throws -> Void) async throws {
        var begin = 0
        while begin < content.count {
            guard try await isOpen() else { throw SafeguardRefusal.sessionExpired }
            let end = min(begin + Self.piece, content.count)
            try await send(ByteBuffer(bytes: content[begin..<end]))
            begin = end
        }
    }

    var response: ResponseBody {
        ResponseBody(contentLength: content.count) { writer in
            try await write { try await writer.write($0) }
            try await writer.finish(nil)
        }
    }
}

extension Reception {
    /// The body of a file for an officer; a small one is one piece.
    func body(of content: [UInt8], _ visit: Visit) -> ResponseBody {
        guard content.count > GuardedBody.piece, let session = visit.session else {
            return ResponseBody(byteBuffer: ByteBuffer(bytes: content))
        }
        let (threads, accounts) = (desk.threads, desk.installation.accounts)
        return GuardedBody(content: content) {
            try await threads.run { try accounts.isOpen(session) }
        }.response
    }
}
