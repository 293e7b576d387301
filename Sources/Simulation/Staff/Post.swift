// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// The posts of the fictional office. Whoever proposes is never who approves.
enum Post: String, CaseIterable, Sendable {
    case administrator, counter, secondCounter, payment, secondPayment, head, secondHead, auditor

    /// The user id.
    var officer: String {
        switch self {
        case .administrator: "kanri01"
        case .counter: "uketsuke01"
        case .secondCounter: "uketsuke02"
        case .payment: "kyufu01"
        case .secondPayment: "kyufu02"
        case .head: "kacho01"
        case .secondHead: "kakaricho01"
        case .auditor: "kansa01"
        }
    }

    /// A name that nobody takes for a person's.
    var name: String {
        switch self {
        case .administrator: "検証　管理"
        case .counter: "検証　窓口一"
        case .secondCounter: "検証　窓口二"
        case .payment: "検証　給付一"
        case .secondPayment: "検証　給付二"
        case .head: "検証　課長"
        case .secondHead: "検証　係長"
        case .auditor: "検証　監査"
        }
    }

    var roles: Set<Role> {
        switch self {
        case .administrator: [.administrator]
        case .counter, .secondCounter: [.counter]
        case .payment, .secondPayment: [.payment]
        case .head, .secondHead: [.head]
        case .auditor: [.auditor]
        }
    }
}

/// Somebody who can log in to the desk of the fictional office.
public struct DemoUser: Sendable, Hashable, Codable {
    /// The user id (利用者ID).
    public let officer: String
    public let name: String
    /// 窓口, 給付, 決裁 ….
    public let roles: [String]
    /// Made for this office alone; shown once.
    public let password: String
}
