// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vault
import Vocabulary

/// 3120 鍵とバックアップ: who holds the keys, how old they are, what was backed up and proven.
enum KeyScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.keys, to: show)
        book.bind(.rotateKeys, to: rotate, again: page)
    }

    struct Body: PageModel {
        let isLocked: Bool
        let custody: [CustodyRow]
        let ages: [AgeRow]
        let isWaiting: Bool
        let waiting: String
        let mayRotate: Bool
        let action: String
        let word: String
        let backups: [BackupRow]
        let hasBackups: Bool
        let hasRecipient: Bool
        let isLate: Bool
        let changes: [ChangeRow]
        let hasChanges: Bool
    }

    struct CustodyRow: PageModel {
        let system: String
        let how: String
        let holders: String
        let state: String
        let weight: String
    }

    struct AgeRow: PageModel {
        let system: String
        let title: String
        let version: String
        let since: String
        let keys: String
        let waiting: String
        let weight: String
    }

    struct BackupRow: PageModel {
        let moment: String
        let file: String
        let size: String
        let rows: String
        let entries: String
        let compared: String
        let digest: String
        let recipient: String
    }

    struct ChangeRow: PageModel {
        let at: String
        let system: String
        let what: String
        let detail: String
    }

    private struct Reading: Sendable {
        let custody: [KeyCustody]
        let ages: [KeyAge]
        let backups: [BackupMade]
        let changes: [KeyChange]
        let hasRecipient: Bool
    }

    /// Keys wrapped anew, and digests renewed, by one press of the button: about half a minute.
    private static let most = 50_000

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func rotate(_ visit: Visit) async throws -> Answer {
        let (office, officer) = (visit.installation, try visit.officer())
        try await visit.desk.threads.run {
            do {
                try office.renewKeys(by: officer) { if $0 >= most { throw Enough() } }
            } catch is Enough {}
        }
        return visit.carriedOut(Route.keys.path() + "?done=keysrotated")
    }

    /// The rest waits for the next press.
    private struct Enough: Error {}

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (office, officer) = (visit.installation, try visit.officer())
        let found = try await visit.desk.threads.run {
            Reading(
                custody: try office.custody(by: officer), ages: try office.keyAges(by: officer),
                backups: try office.backups(by: officer),
                changes: try office.keyChanges(by: officer),
                hasRecipient: (try? office.backupRecipient()) != nil)
        }
        let waiting = found.ages.reduce(0) { $0 + $1.waiting }
        let mayRotate = visit.may(.rotateKeys) && !office.isLocked
        var keys: [Key] = [.link("F5", "更新", Route.keys.path())]
        if mayRotate { keys.append(.send("F9", "鍵を更新する", form: "rotate-form")) }
        return Page(
            "keys/keys", Screen.keys.title, crumbs: [.home], keys: keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                isLocked: office.isLocked, custody: found.custody.map(row),
                ages: found.ages.map(row), isWaiting: waiting > 0, waiting: Say.count(waiting),
                mayRotate: mayRotate, action: Route.rotateKeys.path(),
                word: waiting > 0 ? "続きを更新する" : "鍵を更新する",
                backups: found.backups.map(row), hasBackups: !found.backups.isEmpty,
                hasRecipient: found.hasRecipient,
                isLate: isLate(found.backups.first, now: visit.desk.now),
                changes: found.changes.map(row), hasChanges: !found.changes.isEmpty))
    }

    /// No proven backup for more than two days: one a night, and one night may fail.
    private static func isLate(_ last: BackupMade?, now: Instant) -> Bool {
        guard let last else { return true }
        return last.recordedAt.seconds(until: now) > 2 * 86_400
    }

    private static func row(_ custody: KeyCustody) -> CustodyRow {
        CustodyRow(
            system: custody.system.title,
            how: custody.holders.isEmpty
                ? "ファイル" : "分割：\(custody.holders.count)人のうち\(custody.needed)人",
            holders: custody.holders.isEmpty ? "—" : custody.holders.joined(separator: "、"),
            state: custody.isOpen ? "開いています" : "開いていません",
            weight: custody.isOpen ? "good" : "bad")
    }

    private static func row(_ age: KeyAge) -> AgeRow {
        AgeRow(
            system: age.system.title, title: age.keyClass.title,
            version: age.versions.map { "第\($0)版" }.joined(separator: "・"),
            since: age.since.map(Say.moment) ?? "据付けのとき",
            keys: age.total == 0 ? "—" : Say.count(age.total),
            waiting: age.waiting == 0 ? "—" : Say.count(age.waiting),
            weight: age.waiting == 0 ? "plain" : "warn")
    }

    private static func row(_ made: BackupMade) -> BackupRow {
        BackupRow(
            moment: Say.moment(made.recordedAt), file: made.fileName,
            size: "\(Say.count(made.bytes / 1_024)) KB", rows: Say.count(made.rows),
            entries: Say.count(made.entries),
            compared: "\(Say.count(made.records))件（うち封を開けた項目 \(Say.count(made.cells))）",
            digest: String(made.digest.prefix(16)), recipient: made.recipient)
    }

    private static func row(_ change: KeyChange) -> ChangeRow {
        let system = KeyCabinet.System(rawValue: change.system)?.title ?? change.system
        let keyClass = change.keyClass.flatMap(KeyClass.init)?.title ?? ""
        let version = change.version.map { " 第\($0)版" } ?? ""
        return ChangeRow(
            at: Say.moment(change.recordedAt), system: system, what: change.event.title,
            detail: change.event == .rewrapped
                ? "\(keyClass)\(version)、\(change.detail)件"
                : keyClass.isEmpty ? change.detail : keyClass + version)
    }
}

extension KeyCabinet.System {
    fileprivate var title: String {
        switch self {
        case .casework: "福祉総合システム"
        case .addressee: "団体内統合宛名システム"
        }
    }
}

extension KeyEvent {
    fileprivate var title: String {
        switch self {
        case .rotated: "新しい版"
        case .rewrapped: "包み直し"
        case .retired: "古い版の廃止"
        case .split: "担当者への分割"
        case .joined: "ファイルへの預け直し"
        }
    }
}

extension KeyClass {
    fileprivate var title: String {
        switch self {
        case .individualNumber: "個人番号"
        case .account: "口座"
        case .protectedAddress: "住所"
        case .sensitive: "照会の結果・電子申請"
        case .blindIndex: "個人番号の索引"
        case .checkpointSigning: "記録の署名"
        case .numberOpening: "個人番号の受取り"
        case .keyReference: "人ごとの鍵の索引"
        case .accountIndex: "口座の索引"
        case .logMonth: "記録の月"
        }
    }
}
