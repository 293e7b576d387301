// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct ReceiptReversalRow: FactRow {
    static let table = "receipt_reversal"
    static let columns = [
        "child", "proxy_id", "liability_id", "proxy_event_id", "liability_event_id", "reason",
        "officer",
    ]
    let child: AddresseeNumber
    let cause: ClaimBack.Cause
    let event: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] {
        var proxy: Int64?
        var liability: Int64?
        switch cause {
        case .liability(let id): liability = id
        case .proxy(let id): proxy = id
        }
        return [
            child, proxy, liability, proxy.map { _ in event }, liability.map { _ in event }, reason,
            officer,
        ]
    }
}

/// 入金の取消し, by the event that counts no more.
enum ReceiptReversalBook {
    static func ofProxies(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ReceiptReversal] {
        try found("proxy_event_id", "proxy_id", ids, db)
    }

    static func ofLiabilities(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ReceiptReversal] {
        try found("liability_event_id", "liability_id", ids, db)
    }

    private static func found(
        _ event: String, _ owner: String, _ ids: [Int64], _ db: any Connection
    ) throws -> [Int64: ReceiptReversal] {
        var found: [Int64: ReceiptReversal] = [:]
        try Among.forEach(
            "SELECT \(event), reason, officer FROM receipt_reversal WHERE {among}", column: owner,
            keys: ids, in: db
        ) { found[$0.int64(0)] = ReceiptReversal(reason: $0.text(1), officer: $0.text(2)) }
        return found
    }
}
