"""What an exchange keeps, and what a store of hazardous waste keeps."""

from jieneng.apps.exchange.models.cards import Booking, Card, Slot
from jieneng.apps.exchange.models.deliveries import Delivery, Weight
from jieneng.apps.exchange.models.exchange import Exchange, Item
from jieneng.apps.exchange.models.goods import Donation, Good, Order
from jieneng.apps.exchange.models.waste import Manifest, PickUp, Receipt, Sheet, SignUp, Store

__all__ = [
    "Booking",
    "Card",
    "Delivery",
    "Donation",
    "Exchange",
    "Good",
    "Item",
    "Manifest",
    "Order",
    "PickUp",
    "Receipt",
    "Sheet",
    "SignUp",
    "Slot",
    "Store",
    "Weight",
]
