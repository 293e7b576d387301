// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What officers do at the desk, as the report tells them apart.
enum LoadKind: String, CaseIterable, Sendable {
    case byNumber = "番号で探して台帳を開く"
    case byKana = "カナ氏名で探す"
    case byTwoLetters = "カナの初め2字で探す"
    case byOneLetter = "カナの初め1字で探す"
    case byName = "漢字氏名で探す"
    case byBirth = "生年月日で探す"
    case person = "台帳"
    case household = "世帯一覧"
    case tab = "台帳のほかの頁"
    case home = "ホーム"
    case list = "申請の一覧"
    case memo = "メモを書く"

    var isSearch: Bool {
        [.byNumber, .byKana, .byTwoLetters, .byOneLetter, .byName, .byBirth].contains(self)
    }
}

/// Collects waits and pages from many tasks.
final class LoadTally: Sendable {
    struct Results: Sendable {
        /// Seconds from the moment the officer pressed the key to the last byte of the page.
        var waits: [LoadKind: [Double]] = [:]
        /// The largest page of a kind, in bytes.
        var largest: [LoadKind: Int] = [:]
        var answers = 0
        var errors: [String] = []
        /// How late the load itself was, in seconds.
        var lateness: [Double] = []
    }

    private let found = Mutex(Results())

    var results: Results { found.withLock { $0 } }

    func add(_ kind: LoadKind, _ seconds: Double, _ shown: LoadOfficer.Shown, late: Double) {
        found.withLock { found in
            found.waits[kind, default: []].append(seconds)
            found.largest[kind] = max(found.largest[kind] ?? 0, shown.bytes)
            found.answers += shown.answers
            found.lateness.append(late)
        }
    }

    func failed(_ what: String) { found.withLock { $0.errors.append(what) } }
}
