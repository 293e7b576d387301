// SPDX-License-Identifier: Apache-2.0

/// One claim (レセプト) as one object: the line form of `inspect claims --claims`.
public struct ClaimLine: Sendable, Encodable {
    private let claim: ClaimRecord
    private let showsPersons: Bool

    /// - Parameter showsPersons: symbols, numbers and recipients too (`--persons`).
    public init(_ claim: ClaimRecord, showsPersons: Bool = false) {
        self.claim = claim
        self.showsPersons = showsPersons
    }

    private enum Key: String, CodingKey {
        case line, treatmentMonth, type, inpatient, born, preschool, insurer, points, days, funds
        case symbol, number, subNumber
    }

    private enum FundKey: String, CodingKey {
        case funder, points, days, copayment, recipient
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(claim.line, forKey: .line)
        try container.encode(claim.treatmentMonth, forKey: .treatmentMonth)
        try container.encode(claim.type, forKey: .type)
        try container.encode(claim.isInpatient, forKey: .inpatient)
        try container.encode(claim.born, forKey: .born)
        try container.encode(claim.isPreschool, forKey: .preschool)
        try container.encode(claim.insurer, forKey: .insurer)
        try container.encode(claim.points, forKey: .points)
        try container.encode(claim.days, forKey: .days)
        if showsPersons {
            try container.encode(claim.insurance?.symbol, forKey: .symbol)
            try container.encode(claim.insurance?.number, forKey: .number)
            try container.encode(claim.subNumber, forKey: .subNumber)
        }
        var list = container.nestedUnkeyedContainer(forKey: .funds)
        for fund in claim.funds {
            var entry = list.nestedContainer(keyedBy: FundKey.self)
            try entry.encode(fund.funder, forKey: .funder)
            try entry.encode(fund.points, forKey: .points)
            try entry.encode(fund.days, forKey: .days)
            try entry.encode(fund.copayment, forKey: .copayment)
            if showsPersons { try entry.encode(fund.recipient, forKey: .recipient) }
        }
    }
}
