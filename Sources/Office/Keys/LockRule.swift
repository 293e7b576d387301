// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vault
public import Vocabulary

/// Why something about keys is not done.
public enum KeyRefusal: Refusal, Equatable {
    /// The officers have not opened the keys: the program runs without personal data.
    case locked
    /// A rotation has not come to its end; no second one begins.
    case rotationUnderWay
    /// Too many searches by 個人番号 in a minute; so many minutes remain.
    case tooManyQueries(minutes: Int)

    public var code: String {
        switch self {
        case .locked: "E-KEY-001"
        case .rotationUnderWay: "E-KEY-002"
        case .tooManyQueries: "E-KEY-003"
        }
    }

    public var message: String {
        switch self {
        case .locked:
            "鍵が開いていないため、個人の情報は扱えません。鍵の担当者2人に、合言葉による起動を頼んでください。"
        case .rotationUnderWay:
            "前の鍵の更新が終わっていません。key rotate を引数なしで行い、終わらせてください。"
        case .tooManyQueries(let minutes):
            "個人番号による照会が短い間に多すぎるため、あと\(minutes)分は行えません。記録され、監査の職員に知らせます。"
        }
    }
}

/// The mode without personal data (鍵なしの運転): what is not in this list is refused, so that a new
/// operation is refused until somebody has decided about it.
struct LockRule: GateRule {
    let checksReads = true

    /// Health, accounts, the log, the law and the keys themselves: none of them seals or opens a
    /// cell, none of them shows a person.
    static let allowed: Set<OperationCode> = [
        .login, .logout, .endSession, .changePassword, .changeOwnDesk,
        .changeDeskKeys, .viewHome, .viewOfficers, .disableOfficer,
        .allowPasskey, .confirmPasskey, .registerPasskey, .endPasskey, .searchLog, .verifyLedger,
        .initialise, .viewMonitor, .viewBatches, .viewScheme, .viewStocktaking,
        .requestRevocation, .stopWork, .witnessLog, .viewKeys, .viewMeasures,
    ]

    /// The rule where the keys of one of the systems are not open.
    static func of(_ columns: Column...) -> [any GateRule] {
        columns.contains { $0.ring.isLocked } ? [LockRule()] : []
    }

    func check(
        _ operation: OperationCode, by principal: Principal, at now: Instant,
        in db: any Connection
    ) throws {
        guard LockRule.allowed.contains(operation) else { throw KeyRefusal.locked }
    }
}

extension Installation {
    /// True while the program runs without personal data.
    public var isLocked: Bool { columns.contains { $0.1.ring.isLocked } }
}

extension InstallationSettings {
    /// The keys of a system: whole where they can be opened, else those of the log.
    func ring(of system: KeyCabinet.System, body: String) throws -> Keyring {
        let cabinet = KeyCabinet(folder: keysDirectory)
        if let joined = joinedKeys[system] {
            return try cabinet.open(system, body: body, with: joined, random: random)
        }
        switch cabinet.custody(of: system) {
        case .away where cabinet.canOpenLocked(system), .shares:
            return try cabinet.openLocked(system, body: body, random: random)
        case .none, .file, .away:
            return try cabinet.open(system, body: body, random: random)
        }
    }
}
