//! What an application does with a client, in every ordinary way.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use ferry_client::bookings::*;
use ferry_client::ids::{BookingId, CrossingId};
use ferry_client::runtime::Json;
use ferry_client::types::{
    CardInput, Payment, PaymentInput, Ref, Trailer, TrailerInput, TrailerKind, Vehicle, VehicleInput,
};
use ferry_client::{Client, Error, Secret, Timestamp, error_codes, timetable};

/// The application's own type, by the name of one that the API could get.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    pub reason: Option<String>,
}

/// What the prelude has keeps its meaning beside the names of a service.
pub trait Passenger: Sized + Clone + Into<String> + AsRef<str> {
    fn text(&self) -> Result<String, std::convert::Infallible> {
        let owned: String = self.clone().into();
        Ok(Vec::from([owned.to_string()]).concat())
    }

    fn numbers(&self) -> impl Iterator<Item = u8> + DoubleEndedIterator + ExactSizeIterator {
        self.as_ref().bytes()
    }

    fn later(self) -> impl Future<Output = Option<Self>> + Send
    where
        Self: Send + Sync + Unpin + 'static,
    {
        async move { Some(self) }
    }

    fn parsed<T: TryFrom<String> + FromIterator<char>>(self) -> T {
        T::try_from(self.into()).unwrap_or_else(|_| T::from_iter(None::<char>))
    }
}

impl Passenger for String {}

pub async fn book(client: &Client, passenger: &str, crossing: CrossingId) -> Result<Booking, Error> {
    let vehicle = VehicleInput::new("AB 12").metres(4.5).trailer(TrailerInput::new().kind(TrailerKind::Boat));
    let booking = client
        .bookings()
        .create(passenger, &crossing)
        .class(Class::Seat)
        .note(String::from("by the window"))
        .vehicle(vehicle.clone())
        .payment(PaymentInput::card(CardInput::new("4000")))
        .meals(["soup", "fish"])
        .await?;
    let again: Create<_> = client.bookings().create(booking.passenger.as_str(), crossing).class("seat");
    println!("{:?} {}", again.clone(), again.request().path());
    drop(again.vehicle(vehicle));
    Ok(booking)
}

pub async fn change(client: &Client, booking: &Booking) -> Result<(), Error> {
    let same = VehicleInput::from(booking.vehicle.as_ref().unwrap_or(&Vehicle::default()));
    let update = booking.update(client).passenger("somebody else").note("").vehicle(same);
    let update = match booking.class {
        Class::Seat => update.class(Class::Cabin),
        Class::Cabin | Class::Unknown(_) => update,
        _ => update.class(&booking.class),
    };
    let Booking { id, .. } = update.await?;
    booking.board(client).await?;
    client.bookings().get(&id).await?;
    client.bookings().delete(id).await
}

pub fn described(booking: &Booking) -> String {
    let Booking { passenger, crossing, vehicle, pin, meals, .. } = booking;
    let plate = vehicle.as_ref().map_or("", |vehicle| &vehicle.plate);
    let trailer = vehicle.as_ref().and_then(|vehicle| vehicle.trailer.as_ref()).map(|trailer| match &trailer.kind {
        TrailerKind::Boat => "boat",
        TrailerKind::Caravan => "caravan",
        other => other.as_str(),
    });
    let crossing: Option<&CrossingId> = crossing.as_ref().map(|crossing| &crossing.id);
    let boarded: Option<&Timestamp> = booking.boarded_at.as_ref();
    let secret: &Secret = pin;
    let id: &BookingId = &booking.id;
    format!("{id} {passenger} {plate} {trailer:?} {crossing:?} {boarded:?} {secret:?} {}", meals.join(" "))
}

pub fn paid(payment: &Payment) -> bool {
    match payment {
        Payment { card: Some(card), .. } => !card.number.is_empty(),
        Payment { voucher, .. } => !voucher.is_empty(),
    }
}

pub fn made_for_a_test() -> Booking {
    let mut booking = Booking::default();
    booking.passenger = "nobody".into();
    booking.class = Class::from("cabin");
    booking.vehicle = Some(Vehicle::default());
    booking.crossing = Some(Ref::default());
    let mut trailer = Trailer::default();
    trailer.kind = TrailerKind::Caravan;
    assert_eq!(booking.clone(), booking);
    assert!(booking.extra.get("seat_number").is_none());
    booking
}

pub fn built_for_a_test() -> Booking {
    let trailer = Trailer::builder().kind(TrailerKind::Boat);
    let vehicle = Vehicle::builder().plate("AB 12").metres(4.5).trailer(trailer).build();
    let crossing = Ref::builder().id("cr_1").build();
    let booking = Booking::builder().id("bo_1").passenger("nobody").class("seat").vehicle(vehicle).crossing(crossing);
    booking.meals(["soup"]).pin("1234").unknown_field("seat_number", 7).build()
}

pub async fn walk(client: &Client) -> Result<BTreeMap<String, usize>, Error> {
    let mut counts = BTreeMap::new();
    let mut bookings = client.bookings().list().limit(50).items();
    while let Some(booking) = bookings.try_next().await? {
        *counts.entry(booking.class.to_string()).or_default() += 1;
    }
    let all: Vec<Booking> = client.bookings().list().page_size(10).collect_all(100).await?;
    counts.insert("all".to_owned(), all.len());
    let page: BookingList = client.bookings().list().await?;
    counts.insert("page".to_owned(), page.bookings.len());
    let first = page.bookings.first().map(|booking| booking.id.clone()).unwrap_or_default();
    let notices = client.bookings().notices(&first).await?.notices;
    counts.extend(notices.into_iter().map(|notice| (notice.text, 1)));
    counts.insert(client.notices().get(7).await?.text, 1);
    Ok(counts)
}

pub async fn departures(client: &Client, from: &str) -> Result<Vec<Option<Timestamp>>, Error> {
    let timetable: timetable::Timetable<_> = client.timetable();
    let list: timetable::crossings::List<_> = timetable.crossings().list().from(from);
    let crossings = list.await?.crossings;
    Ok(crossings.into_iter().map(|crossing| crossing.leaves_at).collect())
}

pub fn advice(error: &Error) -> &'static str {
    match error.code() {
        Some(error_codes::FULL) => "take the next one",
        Some(_) => "ask somebody",
        None if error.is_not_found() => "look again",
        None => "try again",
    }
}

pub fn cancelled(reason: impl Into<Option<String>>) -> Cancel {
    Cancel { reason: reason.into(), ..Default::default() }
}

/// What generic code asks of the types of answers and requests.
pub fn is_ordinary() {
    fn read<T: Clone + Default + PartialEq + std::fmt::Debug + Send + Sync + Unpin + Json + 'static>() {}
    fn written<T: Clone + PartialEq + std::fmt::Debug + Send + Sync + Unpin + Json + 'static>() {}
    fn value<T: Clone + Default + Eq + std::hash::Hash + for<'a> From<&'a str> + AsRef<str> + Send + Sync + Json>() {}
    fn sent<T: IntoFuture<Output = Result<Booking, Error>, IntoFuture: Send> + Clone + Send + Sync + 'static>() {}
    read::<Booking>();
    read::<Vehicle>();
    read::<Ref>();
    written::<VehicleInput>();
    written::<PaymentInput>();
    value::<Class>();
    sent::<Create<ferry_client::runtime::Client>>();
    let _ = TrailerInput::default();
    let _: Vec<VehicleInput> = [Vehicle::default()].iter().map(Into::into).collect();
}
