// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The four basic items (基本4情報: 氏名, 性別, 生年月日, 住所) as somebody states them, with the reading
/// of the name and the 方書, which help to compare. Stored as stated; comparing folds a shadow.
public struct FourItems: Sendable, Hashable {
    public var name: String
    /// フリガナ; empty when not stated.
    public var kana: String
    /// `1` 男, `2` 女, `0` or empty 不明.
    public var sex: String
    public var born: BirthDate
    public var address: String
    /// 方書; empty when not stated or written into the address.
    public var building: String

    public init(
        name: String, kana: String = "", sex: String, born: BirthDate, address: String,
        building: String = ""
    ) {
        self.name = name
        self.kana = kana
        self.sex = sex
        self.born = born
        self.address = address
        self.building = building
    }
}

extension FourItems {
    /// What the resident register says of the person.
    public init(_ resident: Resident) {
        self.init(
            name: resident.name, kana: resident.kana, sex: resident.sex,
            born: .known(resident.born), address: resident.address, building: resident.building)
    }
}
