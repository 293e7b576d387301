// SPDX-License-Identifier: Apache-2.0
public import NumberGate
public import Vocabulary

/// A 付番依頼 (0320001): 個人番号, 宛名番号 and the four items, from the business that holds them.
public struct NumberingRequest: Sendable {
    public let number: SealedNumber?
    public let addressee: AddresseeNumber
    public let items: FourItems
    public let effectiveOn: CivilDate

    public init(
        number: SealedNumber?, addressee: AddresseeNumber, items: FourItems,
        effectiveOn: CivilDate
    ) {
        self.number = number
        self.addressee = addressee
        self.items = items
        self.effectiveOn = effectiveOn
    }
}

/// A 更新依頼 (0320021): what a business now knows of a person under its number.
public struct UpdateRequest: Sendable {
    public let addressee: AddresseeNumber
    public let items: FourItems
    public let effectiveOn: CivilDate

    public init(addressee: AddresseeNumber, items: FourItems, effectiveOn: CivilDate) {
        self.addressee = addressee
        self.items = items
        self.effectiveOn = effectiveOn
    }
}

extension FourItems {
    /// As one list of words, for the fingerprint of a request.
    var words: [String] { [name, kana, sex, born.text, address, building] }

    /// As the items of a 住登外者; an address in one line stands in 町字.
    var nonResidentItems: [NonResidentItem: String] {
        let all: [NonResidentItem: String] = [
            .name: name, .kana: kana, .sex: sex, .born: born.text,
            .birthIsUncertain: born.day == nil ? "1" : "", .town: address, .building: building,
        ]
        return all.filter { !$0.value.isEmpty }
    }
}
