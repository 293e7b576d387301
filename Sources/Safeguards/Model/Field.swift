// SPDX-License-Identifier: Apache-2.0

/// A class of data items that is shown, masked or hidden as one.
public enum Field: String, CaseIterable, Sendable {
    case name, kana, birthDate, sex, relationship, address, phone
    case insurance, account, claimDetail, amount, memo, individualNumber
}

/// How much of an item a reader sees.
public enum Visibility: Int, Comparable, Sendable {
    case hidden, masked, shown

    public static func < (left: Visibility, right: Visibility) -> Bool {
        left.rawValue < right.rawValue
    }
}
