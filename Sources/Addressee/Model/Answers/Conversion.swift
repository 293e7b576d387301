// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Numbers converted in bulk: the good rows, and an error list of the others.
public struct Conversion: Sendable, Hashable, Codable {
    /// A row that was converted; rows count from 1.
    public struct Converted: Sendable, Hashable, Codable {
        public let row: Int
        public let from: AddresseeNumber
        public let to: AddresseeNumber
    }

    /// A row that was not.
    public struct Problem: Sendable, Hashable, Codable {
        public let row: Int
        public let number: AddresseeNumber
        public let code: String
        public let message: String
    }

    public let converted: [Converted]
    public let problems: [Problem]
}

/// Why one row of a conversion is on the error list.
public enum ConversionRefusal: Refusal, Hashable, CaseIterable {
    case unknownAddressee
    case unknownIntegrated
    /// The person has several numbers and none is the business's own.
    case ambiguous

    public var code: String {
        switch self {
        case .unknownAddressee: "E-ADR-041"
        case .unknownIntegrated: "E-ADR-042"
        case .ambiguous: "E-ADR-043"
        }
    }

    public var message: String {
        switch self {
        case .unknownAddressee: "この宛名番号は登録されていません。付番依頼をしてから送り直してください"
        case .unknownIntegrated: "この統合宛名番号は登録されていません。送り元に確かめてください"
        case .ambiguous: "宛名番号が複数あり、業務のものを一つに決められません。使う宛名番号で付番依頼をしてください"
        }
    }
}
