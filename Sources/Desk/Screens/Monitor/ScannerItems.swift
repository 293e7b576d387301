// SPDX-License-Identifier: Apache-2.0
import Links
import Office
import Vocabulary

/// How the virus scan of files stands, for the monitor: engine, age of the patterns, what is stopped.
enum ScannerItems {
    static func of(_ standing: UploadDoor.Standing?, at now: Instant) -> [Item] {
        switch standing {
        case .open(let engine, let patterns):
            let age = patterns.map { patterns in
                "\(Say.moment(patterns))（\(max(0, patterns.seconds(until: now) / 86_400))日前）"
            }
            return [
                Item("状態", "受け取れます"), Item("検査", engine),
                Item("パターン", age ?? "検査の側が言いません"),
            ]
        case .unscanned: return [Item("状態", "検査をせずに受け取っています（検証環境）")]
        case .closed(let refusal): return [Item("状態", refusal.message)]
        case nil: return [Item("状態", "まだ確かめていません")]
        }
    }
}
