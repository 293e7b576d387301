// SPDX-License-Identifier: Apache-2.0
import Ledger
import Safeguards
import Vocabulary

/// ウイルス検査: what waits in quarantine is shown to the scanner again; what it has judged may go on
/// to 形式審査.
enum RescanAttachments {
    static let operation = OperationCode.receiveElectronicApplications
    private static let most = 500

    /// - Parameter within: carries a body out in a transaction; the scanner is asked between two.
    static func perform(
        _ scanner: any AttachmentScanner, store: any AttachmentStore,
        within: ((Scope) throws -> Int) throws -> Int
    ) throws -> (judged: Int, waiting: Int) {
        var waiting: [AttachmentBook.Entry] = []
        _ = try within { scope in
            waiting = try AttachmentBook.unscanned(limit: most, from: scope.db)
            return waiting.count
        }
        var judged: [(attachment: Int64, verdict: ScanVerdict)] = []
        for entry in waiting {
            let verdict = try scanner.scan(try store.bytes(at: entry.storeKey))
            if verdict == .unavailable { break }
            judged.append((entry.attachment.id, verdict))
        }
        _ = try within { scope in
            try AttachmentBook.record(judged, in: scope)
            let ready = try ElectronicBook.ready(from: scope.db)
            try scope.record(ready.map { ElectronicMove(application: $0, event: .checkBegun) })
            return ready.count
        }
        return (judged.count, waiting.count - judged.count)
    }
}

/// 添付の後始末: what was put aside by a poll that was killed is kept where the register knows it,
/// and removed where it does not.
enum SettleAttachments {
    static let operation = OperationCode.receiveElectronicApplications

    static func perform(store: any AttachmentStore, in scope: Scope) throws {
        let keys = try store.unsettled()
        guard !keys.isEmpty else { return }
        let known = try AttachmentBook.known(keys, from: scope.db)
        try store.settle(keys.filter { known.contains($0) })
        try store.remove(keys.filter { !known.contains($0) })
    }
}
